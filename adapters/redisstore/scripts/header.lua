-- Writes the header of an empty database, unless somebody else was faster.
--
-- KEYS  1 header
-- ARGV  1 ...   fields and values
--
-- Returns all fields and values that the header has now. Run again, it only
-- reads.
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], unpack(ARGV))
end
return redis.call('HGETALL', KEYS[1])
