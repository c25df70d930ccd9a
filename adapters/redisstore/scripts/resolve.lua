-- Reads what a code stands for.
--
-- KEYS  1 code
-- ARGV  1 clock   microseconds, or '' for the server's TIME
--
-- Returns the name of the document and its sealed ID in one string, or ''
-- when there is no such code or its time is over. Changes nothing.
local now = ARGV[1]
if now == '' then
  local t = redis.call('TIME')
  now = string.format('%.0f', t[1] * 1000000 + t[2])
end
local held = redis.call('GET', KEYS[1])
if not held then
  return ''
end
local till, rest = string.match(held, '^(%-?%d+) (.*)$')
if tonumber(till) <= tonumber(now) then
  return ''
end
return rest
