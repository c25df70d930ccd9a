-- Renews a process's share of what a platform bears.
--
-- KEYS[1]  budget of the platform
-- ARGV[1]  now in µs, or '' for the server's clock
-- ARGV[2]  ID of the process
-- ARGV[3]  number of the renewal, from 1; a process counts its own up
-- ARGV[4]  so many sends in any window the process holds, and will not exceed
--          before it hears the answer
-- ARGV[5]  the limit: sends of all in any window
-- ARGV[6]  window in µs
-- ARGV[7]  term in µs: for how long after this the process may use its share
-- ARGV[8]  in a new hash nobody gets more than they hold for so many µs
-- ARGV[9]  stop everything for so many µs; 0 stops nothing
-- ARGV[10] invalid answers of the process since it began
-- ARGV[11] how many of those it knows to be counted
-- ARGV[12] so many invalid answers of all stop everything; 0 means any number
-- ARGV[13] time in which they are counted, in µs
-- ARGV[14] 1 if the process ends and uses its share no more
--
-- Returns {share, stop, unasked, all}: how many sends in any window it holds
-- from now on, and for how many µs everything is stopped, and what is unasked
-- or everything because of invalid answers.
--
-- Run again with the same number, or late, it changes nothing and returns what
-- holds.
--
-- Fields of the hash, moments in µs:
--   born   when it was made
--   stop   until when all is stopped
--   i:N    invalid answers in the Nth twentieth of the time they are counted in
--   p:ID   of a process: number, promised, until, before, counts, invalid,
--          answer. It may hold what was promised until then; what it held
--          before counts for longer, if that was more.
--
-- A share only grows by what nobody else holds, could hold, or held within the
-- last window. So in no window the shares of all are more than the limit.
local call, key, format = redis.call, KEYS[1], string.format
local now = ARGV[1]
if now == '' then
  local t = call('TIME')
  now = t[1] * 1000000 + t[2]
end
local n = {}
for i = 3, 14 do n[i] = tonumber(ARGV[i]) end
now = tonumber(now)
local id, number, held, rate, window, term = ARGV[2], n[3], n[4], n[5], n[6], n[7]
local most, within = n[12], n[13]

local born, stop, all, bins = nil, 0, {}, {}
local fields = call('HGETALL', key)
for i = 1, #fields, 2 do
  local field, value = fields[i], fields[i + 1]
  local kind, rest = string.sub(field, 1, 2), string.sub(field, 3)
  if field == 'born' then
    born = tonumber(value)
  elseif field == 'stop' then
    stop = tonumber(value)
  elseif kind == 'i:' then
    bins[tonumber(rest)] = tonumber(value)
  elseif kind == 'p:' then
    local p = {}
    for part in string.gmatch(value, '%S+') do p[#p + 1] = tonumber(part) end
    all[rest] = {number = p[1], promised = p[2], till = p[3], before = p[4], counts = p[5], invalid = p[6], answer = p[7]}
  end
end

-- What others could send, or did in the last window.
local taken = 0
for other, p in pairs(all) do
  if p.till + window <= now then
    if other ~= id then call('HDEL', key, 'p:' .. other) end
    p.over = true
  elseif other ~= id then
    taken = taken + math.max(p.promised, p.counts > now and p.before or 0)
  end
end
local free = math.max(0, rate - taken)

local me = all[id]
if not me or number > me.number then
  if not me then
    me = {number = 0, promised = math.min(held, free), till = 0, before = 0, counts = 0, invalid = n[11], answer = 0}
    all[id] = me
  elseif me.over then -- it held nothing for long, whatever it says
    me.promised, me.before = math.min(held, free), 0
  end
  held = math.min(held, me.promised)
  if held < me.promised then
    me.before = math.max(me.promised, me.counts > now and me.before or 0)
    me.counts = now + window
  end
  me.promised = held

  -- An equal part of the limit. Where there are fewer sends than processes
  -- they have them in turn.
  local living = {}
  for other, p in pairs(all) do
    if other == id or p.till > now then living[#living + 1] = other end
  end
  table.sort(living)
  local turn = 0
  if rate < #living then turn = math.floor(now / (2 * (term + window))) end
  local part = math.floor(rate / #living)
  for i, other in ipairs(living) do
    if other == id and (i - 1 + turn) % #living < rate % #living then part = part + 1 end
  end

  if not born then
    born = now
    call('HSET', key, 'born', format('%.0f', born))
  end
  if part <= held then
    me.answer = part -- the rest is promised until it says that it heard this
  elseif now < born + n[8] then
    me.answer = held
  else
    me.answer = math.max(held, math.min(part, free))
    me.promised = me.answer
  end
  me.till = now + term
  if n[14] == 1 then me.till, me.answer = now, 0 end

  if n[9] > 0 and now + n[9] > stop then
    stop = now + n[9]
    call('HSET', key, 'stop', format('%.0f', stop))
  end
  if most > 0 and n[10] > me.invalid then
    local bin = math.floor(now / (within / 20))
    bins[bin] = (bins[bin] or 0) + n[10] - me.invalid
    call('HSET', key, format('i:%.0f', bin), format('%.0f', bins[bin]))
  end
  me.invalid = math.max(me.invalid, n[10])
  me.number = number
  call('HSET', key, 'p:' .. id, format('%.0f %.0f %.0f %.0f %.0f %.0f %.0f',
    me.number, me.promised, me.till, me.before, me.counts, me.invalid, me.answer))
  -- It is in use for an hour after all that is in it is over.
  call('PEXPIRE', key, format('%.0f', math.ceil((math.max(stop - now, within, term + window) + 3600000000) / 1000)))
end

-- Until when there are too many invalid answers.
local unasked, everything = 0, 0
if most > 0 then
  local order = {}
  for bin in pairs(bins) do
    if (bin + 1) * (within / 20) + within <= now then
      call('HDEL', key, format('i:%.0f', bin))
    else
      order[#order + 1] = bin
    end
  end
  table.sort(order, function(a, b) return a > b end)
  local sum = 0
  for _, bin in ipairs(order) do
    sum = sum + bins[bin]
    local till = (bin + 1) * (within / 20) + within
    if unasked == 0 and sum >= math.ceil(most / 2) then unasked = till end
    if everything == 0 and sum >= most then everything = till end
  end
end

local answer = {me.answer}
for i, till in ipairs({stop, unasked, everything}) do answer[i + 1] = format('%.0f', math.max(0, till - now)) end
answer[1] = format('%.0f', me.answer)
return answer
