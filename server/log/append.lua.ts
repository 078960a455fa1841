/**
 * The append, as Redis runs it: every check first, then every write, so that a batch lands whole or not at all.
 *
 *   known ids -> head version and hash -> the fence (Redis TIME within 2 s of `at`) -> may all of it be written?
 *     -> XADD, ids, head, unread, card, deadline, PUBLISH
 *
 * ioredis runs a script again when its reply was lost. The first check makes that harmless: the second run finds its
 * own ids. XADD names the version as the stream's id, so Redis itself refuses a second writer of the same version.
 *
 * `unread` names every log that some consumer has not read to its end yet, with the time of the first commit that waits
 * (consumers/).
 *
 * KEYS  log, head, cards, due, unread, then one key for each identity
 * ARGV  log's id, version, hash, genesis, at (ms), fence (ms), id lifetime (s), card, deadline (ms or ''), channels: tail, cards, due,
 *       count of identities, their fingerprints, then for each commit: number of its identity, its hash, its JSON
 */
import { MAY } from './may.lua.ts';

export const APPEND = `${MAY}
local logKey, headKey, cardsKey, dueKey, unreadKey = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local log, version, hash, genesis = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
local count = tonumber(ARGV[13])

local known = {}
for i = 1, count do
  local seen = redis.call('GET', KEYS[5 + i])
  if seen then
    local space = string.find(seen, ' ', 1, true)
    local taken = string.sub(seen, space + 1) ~= ARGV[13 + i]
    known[#known + 1] = i .. ' ' .. string.sub(seen, 1, space - 1) .. ' ' .. (taken and '1' or '0')
  end
end
if #known > 0 then return {'known', known} end

local head = redis.call('HMGET', headKey, 'version', 'hash')
local atVersion, atHash = tonumber(head[1] or '0'), head[2] or genesis
if atVersion ~= version or atHash ~= hash then
  local missing = {}
  if atVersion > version then
    local entries = redis.call('XRANGE', logKey, (version + 1) .. '-0', '+', 'COUNT', 64)
    for i = 1, #entries do missing[i] = entries[i][2][2] end
  end
  return {'moved', tostring(atVersion), atHash, missing}
end

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
if math.abs(now - tonumber(ARGV[5])) > tonumber(ARGV[6]) then return {'late', string.format('%.0f', now)} end

local first = 13 + count
local total = (#ARGV - first) / 3
if total == 0 then return {'appended'} end
local refused = mayNot({
  {'XADD', logKey, '1-0', 'c', ''}, {'SET', KEYS[6], '', 'EX', '1'}, {'HSET', headKey, 'hash', ''}, {'HSET', cardsKey, log, ''},
  {'HGET', cardsKey, log}, {'ZADD', unreadKey, '0', log}, {'ZADD', dueKey, '0', log}, {'ZREM', dueKey, log}, {'ZSCORE', dueKey, log},
  {'PUBLISH', ARGV[10], ''}
})
if refused then return refused end
local texts = {}
for i = 1, total do
  local at = first + (i - 1) * 3
  local text = ARGV[at + 3]
  redis.call('XADD', logKey, (version + i) .. '-0', 'c', text)
  local identity = tonumber(ARGV[at + 1])
  redis.call('SET', KEYS[5 + identity], (version + i) .. ' ' .. ARGV[13 + identity], 'EX', ARGV[7])
  texts[i] = text
end
redis.call('HSET', headKey, 'version', version + total, 'hash', ARGV[first + total * 3 - 1])
redis.call('ZADD', unreadKey, 'NX', string.format('%.0f', now), log)

local card = ARGV[8]
if card ~= '' then
  local old = redis.call('HGET', cardsKey, log)
  local bare = function(text) return (string.gsub(text, '^{"version":%d+,', '')) end
  if not old or bare(old) ~= bare(card) then
    redis.call('HSET', cardsKey, log, card)
    redis.call('PUBLISH', ARGV[11], card)
  end
end

local deadline, oldDeadline = ARGV[9], redis.call('ZSCORE', dueKey, log)
if deadline == '' then
  if oldDeadline then redis.call('ZREM', dueKey, log) end
elseif oldDeadline ~= deadline then
  redis.call('ZADD', dueKey, deadline, log)
end
if deadline ~= (oldDeadline or '') then redis.call('PUBLISH', ARGV[12], log .. ' ' .. deadline) end
redis.call('PUBLISH', ARGV[10], '[' .. table.concat(texts, ',') .. ']')
return {'appended'}
`;

/**
 * A snapshot never replaces a newer one. KEYS: snapshot. ARGV: version, hash, digest of the state's text, that text.
 */
export const SAVE_SNAPSHOT = `
local old = redis.call('HGET', KEYS[1], 'version')
if old and tonumber(old) >= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[1], 'hash', ARGV[2], 'digest', ARGV[3], 'state', ARGV[4])
return 1
`;
