-- Puts another wrapping of the database's secret into the header, if the one
-- it was made from is still there.
--
-- KEYS  1 header
-- ARGV  1 old   the wrapped secret that was read
--       2 new   the same secret, wrapped anew
--
-- Returns 1, or 0 when there is another by now. Run again, it finds the new one
-- and changes nothing.
local has = redis.call('HGET', KEYS[1], 'wrapped')
if has == ARGV[1] then
  redis.call('HSET', KEYS[1], 'wrapped', ARGV[2])
  has = ARGV[2]
end
return has == ARGV[2] and 1 or 0
