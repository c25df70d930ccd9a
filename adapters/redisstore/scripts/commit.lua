-- Saves changes of documents of one bucket, each by itself: value, wakes and
-- records of a change together, or nothing of it. No document comes twice.
--
-- KEYS  1 due.urgent   2 due.bulk   3 erased, and for each change
--       document, and if it changes records: records and archive
-- ARGV  1 clock      microseconds, or '' for the server's TIME
--       2 keep       milliseconds for which replaced records are kept,
--       and for each change
--       base         version it was decided on, 8 bytes; zeros create
--       value        the new envelope; it holds the new version (of what is
--                    created, only its place), the digest of the commit's ID
--                    and which wakes there are
--       name         of the document
--       urgent       wake in milliseconds, or '' for never
--       bulk         the same
--       puts         how many records are put
--       takes        how many are taken away
--       ...          position and data of each that is put, then the positions
--                    to take away
--
-- Returns for each change the version the document has with it, 8 bytes, or ''
-- when the document had moved on. Run again, a change finds its own digest and
-- changes nothing.
local call, sub = redis.call, string.sub
local none = '\0\0\0\0\0\0\0\0'
local now = ARGV[1]

local function clock()
  if now == '' then
    local t = call('TIME')
    now = string.format('%.0f', t[1] * 1000000 + t[2])
  end
  return now
end

-- first returns the version of a document that is created, 8 bytes: the clock,
-- or more if an erased document of the bucket had that version or a later one.
local function first()
  local n = math.max(1, tonumber(clock()), (call('GET', KEYS[3]) or 0) + 1)
  local bytes = {}
  for i = 8, 1, -1 do
    bytes[i] = n % 256
    n = math.floor(n / 256)
  end
  return string.char(unpack(bytes))
end

-- fits says whether a change may be made ('' if not), which version it leads
-- to, which wakes the document has (1 urgent, 2 bulk, 3 both), and whether it is
-- created. It is done already if the version is there and the wakes are nil.
local function fits(document, base, value)
  local head = call('GETRANGE', document, 1, 17)
  if head == '' then
    return base == none and first() or '', 0, true
  end
  local digest = sub(value, 10, 17)
  if sub(head, 9, 16) == digest and digest ~= none then
    return sub(head, 1, 8), nil
  end
  return sub(head, 1, 8) == base and sub(value, 2, 9) or '', string.byte(head, 17)
end

-- archive keeps a record that is replaced. A member begins with what makes it
-- unique: the version that replaced it and a number within that.
local function archive(records, to, position, version, number)
  local old = call('HGET', records, position)
  if old then
    call('ZADD', to, now, version .. string.format('%06d', number) .. position .. ':' .. old)
    call('PEXPIRE', to, ARGV[2])
  end
end

local function changeRecords(records, to, version, a, puts, takes)
  clock()
  for i = 0, puts - 1 do
    archive(records, to, ARGV[a + 2 * i], version, i)
    call('HSET', records, ARGV[a + 2 * i], ARGV[a + 2 * i + 1])
  end
  for i = 0, takes - 1 do
    local position = ARGV[a + 2 * puts + i]
    archive(records, to, position, version, puts + i)
    call('HDEL', records, position)
  end
  call('ZREMRANGEBYSCORE', to, '-inf', string.format('%.0f', now - ARGV[2] * 1000))
end

local answer, values = {}, {}
local wakes, gone = {{}, {}}, {{}, {}} -- of the two lanes
local k, a = 4, 3
while a <= #ARGV do
  local document, name = KEYS[k], ARGV[a + 2]
  local puts, takes = tonumber(ARGV[a + 5]), tonumber(ARGV[a + 6])
  local value = ARGV[a + 1]
  local version, had, created = fits(document, ARGV[a], value)
  answer[#answer + 1] = version
  if version ~= '' and had then
    values[#values + 1] = document
    values[#values + 1] = created and sub(value, 1, 1) .. version .. sub(value, 10) or value
    for lane = 1, 2 do
      local wake = ARGV[a + 2 + lane]
      if wake ~= '' then
        local w = wakes[lane]
        w[#w + 1] = wake
        w[#w + 1] = name
      elseif had == lane or had == 3 then
        gone[lane][#gone[lane] + 1] = name
      end
    end
    if puts + takes > 0 then
      changeRecords(KEYS[k + 1], KEYS[k + 2], version, a + 7, puts, takes)
    end
  end
  k = k + (puts + takes > 0 and 3 or 1)
  a = a + 7 + 2 * puts + takes
end

if #values > 0 then
  call('MSET', unpack(values))
end
for lane = 1, 2 do
  if #wakes[lane] > 0 then
    call('ZADD', KEYS[lane], unpack(wakes[lane]))
  end
  if #gone[lane] > 0 then
    call('ZREM', KEYS[lane], unpack(gone[lane]))
  end
end
return answer
