-- Takes documents of one bucket whose wake in a lane has come, earliest
-- first, and moves that wake ahead by the lease.
--
-- KEYS  1 due index of the lane   2 due index of the other lane
-- ARGV  1 clock      microseconds, or '' for the server's TIME
--       2 n          how many at most, up to 128
--       3 limit      latest wake to take, in milliseconds
--       4 lease      milliseconds, at least 1
--       5 prefix     what the keys of the bucket's documents begin with
--
-- Returns {now, next, name, wake, other, value, name, wake, other, value,
-- ...}: now in microseconds, the earliest wake that is left in the bucket or
-- '', and for each document its name, the wake that had come, its wake in the
-- other lane or '', and its value.
--
-- The keys of the documents are not among KEYS, for nobody knows them before
-- the index is read. They have the tag of the index, so they lie in its slot.
--
-- Run again, it takes the next documents: those taken first are not lost, but
-- wait for their lease to run out. So the client never repeats it by itself.
local call = redis.call
local now = ARGV[1]
if now == '' then
  local t = call('TIME')
  now = string.format('%.0f', t[1] * 1000000 + t[2])
end
local nowMillis = math.floor(now / 1000)
local limit = string.format('%.0f', math.min(nowMillis, tonumber(ARGV[3])))
local due = call('ZRANGE', KEYS[1], '-inf', limit, 'BYSCORE', 'LIMIT', 0, ARGV[2], 'WITHSCORES')

local answer, n = {now, ''}, 2
if #due > 0 then
  local untilMillis = string.format('%.0f', nowMillis + ARGV[4])
  local keys, moved = {}, {}
  for i = 1, #due, 2 do
    keys[#keys + 1] = ARGV[5] .. due[i]
    moved[i], moved[i + 1] = untilMillis, due[i]
  end
  local values = call('MGET', unpack(keys))
  call('ZADD', KEYS[1], unpack(moved))
  for i, value in ipairs(values) do
    local name = due[2 * i - 1]
    if value then
      local other = ''
      if string.byte(value, 18) == 3 then -- it has wakes in both lanes
        other = call('ZSCORE', KEYS[2], name) or ''
      end
      answer[n + 1], answer[n + 2], answer[n + 3], answer[n + 4] = name, due[2 * i], other, value
      n = n + 4
    else
      call('ZREM', KEYS[1], name) -- a wake without a document could never be decided
    end
  end
end

answer[2] = call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] or ''
return answer
