-- Reads the records of a document in a range of positions.
--
-- KEYS  1 records
-- ARGV  1 from   lowest position   2 to   first position beyond the range
--
-- Returns {position, data, position, data, ...} in no order. Changes nothing.
local from, to = tonumber(ARGV[1]), tonumber(ARGV[2])
local wanted = {}
for _, position in ipairs(redis.call('HKEYS', KEYS[1])) do
  local at = tonumber(position)
  if at >= from and at < to then
    wanted[#wanted + 1] = position
  end
end

local found = {}
for first = 1, #wanted, 1000 do -- Lua's stack bounds how much unpack takes
  local last = math.min(first + 999, #wanted)
  local data = redis.call('HMGET', KEYS[1], unpack(wanted, first, last))
  for i, d in ipairs(data) do
    found[#found + 1] = wanted[first + i - 1]
    found[#found + 1] = d
  end
end
return found
