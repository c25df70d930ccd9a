-- Gives a role to a holder, or extends it.
--
-- KEYS  1 lease
-- ARGV  1 clock    microseconds, or '' for the server's TIME
--       2 d        milliseconds; not above zero gives the role back
--       3 holder
--
-- Returns 1, or 0 when somebody else holds the role. Run again, it finds its
-- own holder and sets the end anew.
local now = ARGV[1]
if now == '' then
  local t = redis.call('TIME')
  now = string.format('%.0f', t[1] * 1000000 + t[2])
end
local held = redis.call('GET', KEYS[1])
if held then
  local till, holder = string.match(held, '^(%-?%d+) (.*)$')
  if holder ~= ARGV[3] and tonumber(till) > tonumber(now) then
    return 0
  end
end
if tonumber(ARGV[2]) > 0 then
  redis.call('SET', KEYS[1], string.format('%.0f', now + ARGV[2] * 1000) .. ' ' .. ARGV[3], 'PX', ARGV[2])
else
  redis.call('UNLINK', KEYS[1])
end
return 1
