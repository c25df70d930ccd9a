-- Removes a code, if it stands for a certain document.
--
-- KEYS  1 code
-- ARGV  1 name of the document
--
-- Returns 1. Run again, it finds nothing and changes nothing.
local held = redis.call('GET', KEYS[1])
if held and string.match(held, '^%-?%d+ (................)') == ARGV[1] then
  redis.call('UNLINK', KEYS[1])
end
return 1
