-- Reads a document and its wakes at one moment.
--
-- KEYS  1 document   2 due.urgent   3 due.bulk
-- ARGV  1 name of the document
--
-- Returns {value, urgent, bulk}, the wakes in milliseconds or '' for never,
-- or {} when there is no such document. Changes nothing.
local value = redis.call('GET', KEYS[1])
if not value then
  return {}
end
local has = string.byte(value, 18) -- 1 urgent, 2 bulk, 3 both
return {
  value,
  has % 2 == 1 and redis.call('ZSCORE', KEYS[2], ARGV[1]) or '',
  has >= 2 and redis.call('ZSCORE', KEYS[3], ARGV[1]) or '',
}
