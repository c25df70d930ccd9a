-- Lets a code stand for a document.
--
-- KEYS  1 code
-- ARGV  1 clock    microseconds, or '' for the server's TIME
--       2 d        milliseconds, at least 1
--       3 name     of the document, 16 characters
--       4 sealed   the document's ID, sealed
--
-- Returns 1, or 0 when the code stands for another document. Run again, it
-- finds its own document and sets the end anew.
local now = ARGV[1]
if now == '' then
  local t = redis.call('TIME')
  now = string.format('%.0f', t[1] * 1000000 + t[2])
end
local held = redis.call('GET', KEYS[1])
if held then
  local till, name = string.match(held, '^(%-?%d+) (................)')
  if name ~= ARGV[3] and tonumber(till) > tonumber(now) then
    return 0
  end
end
local till = string.format('%.0f', now + ARGV[2] * 1000)
redis.call('SET', KEYS[1], till .. ' ' .. ARGV[3] .. ARGV[4], 'PX', ARGV[2])
return 1
