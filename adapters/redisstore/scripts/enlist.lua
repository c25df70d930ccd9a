-- Notes at a document that a code is about to stand for it, so that erasing
-- the document finds the code.
--
-- KEYS  1 codes of the document
-- ARGV  1 clock   microseconds, or '' for the server's TIME
--       2 code    its name
--       3 d       milliseconds for which it will stand
--
-- Returns 1. Run again, it notes the same code once more.
local now = ARGV[1]
if now == '' then
  local t = redis.call('TIME')
  now = string.format('%.0f', t[1] * 1000000 + t[2])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[3] * 1000), ARGV[2])
-- The key must outlive the code that lives longest.
local rest = redis.call('PTTL', KEYS[1])
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.max(rest, tonumber(ARGV[3]))))
return 1
