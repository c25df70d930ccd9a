-- Removes everything of a document in its own slot, unless codes that stand
-- for it lie elsewhere and were not removed yet.
--
-- KEYS  1 document   2 due.urgent   3 due.bulk   4 records   5 archive   6 codes of the document
-- ARGV  1 name of the document   2 ... codes that were removed already
--
-- Returns {} when everything is gone, or else the codes to remove first. Run
-- again, it finds nothing and changes nothing.
local removed = {}
for i = 2, #ARGV do
  removed[ARGV[i]] = true
end
local left = {}
for _, code in ipairs(redis.call('ZRANGE', KEYS[6], 0, -1)) do
  if not removed[code] then
    left[#left + 1] = code
  end
end
if #left == 0 then
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('ZREM', KEYS[3], ARGV[1])
  redis.call('UNLINK', KEYS[1], KEYS[4], KEYS[5], KEYS[6])
end
return left
