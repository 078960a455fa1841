/**
 * Moves a cursor, as Redis runs it: compare, write, move, and say what is left to read, in one step.
 *
 * The comparison is with all that the reader had read (version and memo). So a process that was paused, or a script
 * that was sent twice because its reply was lost, changes nothing. A log leaves `unread` in the same step in which the
 * last consumer reaches its head: an append comes before that step, and then there is more to read, or after it, and
 * then the log is unread again.
 *
 * KEYS  cursors, head, unread, consumers, then one key for each write
 * ARGV  log, consumer, cursor as it was read, cursor to be, then for each write: command, count of its arguments, arguments
 */
export const MOVE = `
local cursorsKey, headKey, unreadKey, consumersKey = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local log, consumer, from, to = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local versionOf = function(text) return tonumber(string.match(text or '', '^%d+') or '0') end
local cursorOf = function(name) return redis.call('HGET', cursorsKey, name .. ' ' .. log) or '0 ' end

if cursorOf(consumer) ~= from then return 'elsewhere' end

local at = 5
for i = 5, #KEYS do
  local count = tonumber(ARGV[at + 1])
  redis.call(ARGV[at], KEYS[i], unpack(ARGV, at + 2, at + 1 + count))
  at = at + 2 + count
end
if to ~= from then redis.call('HSET', cursorsKey, consumer .. ' ' .. log, to) end

local head = tonumber(redis.call('HGET', headKey, 'version') or '0')
if versionOf(to) < head then return 'behind' end
for _, name in ipairs(redis.call('SMEMBERS', consumersKey)) do
  if versionOf(cursorOf(name)) < head then return 'head' end
end
redis.call('ZREM', unreadKey, log)
return 'head'
`;
