-- Removes everything of a document in its own slot, unless codes that stand
-- for it lie elsewhere and were not removed yet.
--
-- What stays is the largest version that an erased document of the bucket had,
-- so that none is given again, be the clock set back.
--
-- KEYS  1 document   2 due.urgent   3 due.bulk   4 records   5 archive   6 codes of the document
--       7 erased
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
  local version = 0
  for _, byte in ipairs({string.byte(redis.call('GETRANGE', KEYS[1], 1, 8), 1, 8)}) do
    version = version * 256 + byte
  end
  if version > tonumber(redis.call('GET', KEYS[7]) or 0) then
    redis.call('SET', KEYS[7], string.format('%.0f', version))
  end
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('ZREM', KEYS[3], ARGV[1])
  redis.call('UNLINK', KEYS[1], KEYS[4], KEYS[5], KEYS[6])
end
return left
