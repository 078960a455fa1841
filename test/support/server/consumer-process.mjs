/**
 * A process that consumes some logs at once, as a server does, and is killed doing it. It runs the server as it is
 * built, because many of these are started. Arguments: Redis's address, the prefix, the logs, after how many moments of
 * the first of them it is killed.
 *
 * Each step has three moments: before it, when its request is on its way, and after its answer. At its end it prints,
 * for each log, the last moment that was reached. Each portion is small, so that a log has many. With `hang` instead of
 * a number it takes a job as a server does, says so, and never finishes it.
 */
import { writeSync } from 'node:fs';

/** @typedef {import('../../../server/consumers/consumer.ts').Portion} Portion */
/** @typedef {import('../../../server/consumers/cursors.redis.ts').Step} Step */

// It does not outlive its parent.
process.stdin.resume().on('end', () => process.exit(1));

const [url = '', prefix = '', ids = '', life = ''] = process.argv.slice(2);
const logs = ids.split(',');
/** @param {string} file */
const built = (file) => import(String(new URL(`../../../dist/server/${file}.js`, import.meta.url)));
/**
 * @type {[typeof import('../../../server/consumers/drain.ts'), typeof
 * import('../../../server/consumers/cursors.redis.ts')]}
 */
const [{ drain }, { Cursors }] = [await built('consumers/drain'), await built('consumers/cursors.redis')];
/** @type {[typeof import('../../../server/log/room-log.redis.ts'), typeof import('../../../server/log/redis.ts')]} */
const [{ RedisRoomLog }, { connectForRequests }] = [await built('log/room-log.redis'), await built('log/redis')];

const redis = connectForRequests(url);
const log = new RedisRoomLog(url, prefix);
const cursors = new Cursors(redis, prefix, ['recorder']);
let left = Number(life);
/** @type {Map<string, string>} */
const reached = new Map();

/** @type {(id: string, what: string) => void} */
function moment(id, what) {
  reached.set(id, what);
  if (id === logs[0]) left -= 1;
  if (left > 0) return;
  writeSync(1, `${JSON.stringify([...reached.values()])}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/**
 * @template {readonly unknown[]} Given
 * @template Result
 * @param {string} id
 * @param {string} name
 * @param {(...given: Given) => Promise<Result>} work
 */
function step(id, name, work) {
  return async (/** @type {Given} */ ...given) => {
    moment(id, `before ${name}`);
    const working = work(...given);
    await new Promise((resolve) => setImmediate(resolve));
    moment(id, `during ${name}`);
    const result = await working;
    moment(id, `after ${name}`);
    return result;
  };
}

/** @type {import('../../../server/consumers/consumer.ts').Consumer['consume']} */
async function consume({ log: id, commits, memo }) {
  await redis.rpush(`${prefix}:outside:${id}`, ...commits.map(({ version }) => version));
  const heard = commits.map(({ version }) => /** @type {const} */ (['RPUSH', id, String(version)]));
  const memoNow = String(Number(memo) + commits.length);
  return { writes: [...heard, ['HINCRBY', 'counts', id, commits.length]], memo: memoNow };
}

await Promise.all([redis, log].map((each) => ready(each)));
if (life === 'hang') await hang();
await Promise.all(logs.map((id) => live(id)));

/** @param {string} id */
async function live(id) {
  const recorder = {
    name: 'recorder',
    consume: step(id, 'consume', async (/** @type {Portion} */ portion) => consume(portion)),
  };
  const parts = {
    log: { read: step(id, 'read', (/** @type {string} */ of, /** @type {number} */ after) => log.read(of, after, 7)) },
    cursors: {
      read: step(id, 'cursor', (/** @type {string} */ name, /** @type {string} */ of) => cursors.read(name, of)),
      move: step(id, 'move', (/** @type {Step} */ given) => cursors.move(given)),
    },
    stopping: new AbortController(),
  };
  for (;;) await drain(id, recorder, parts);
}

/** @param {{ time(): Promise<unknown> }} store */
async function ready(store) {
  const answers = () =>
    store.time().then(
      () => true,
      () => false,
    );
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function hang() {
  /** @type {typeof import('../../../server/consumers/queue.ts')} */
  const { ConsumerQueue } = await built('consumers/queue');
  /** @type {typeof import('../../../server/metrics.ts')} */
  const { Metrics } = await built('metrics');
  /** @type {import('../../../server/consumers/consumer.ts').Consumer} */
  const hanging = { name: 'recorder', consume: () => new Promise(() => writeSync(1, 'hangs\n')) };
  const parts = { redisUrl: url, prefix, log, cursors, logger: { warn: () => {} }, metrics: new Metrics() };
  new ConsumerQueue(hanging, parts).run();
  await new Promise(() => {});
}
