/**
 * What `npm run fuzz` runs. The same seeds and plans as the short run of `npm test`, only more of them.
 */
import { parseArgs } from 'node:util';
import { fuzz, planOf } from './run.ts';
import { FuzzServers } from './servers.ts';
import { ROOM, Fixture } from '../server/scribe-fixtures.ts';
import { replay, textInJson } from './trace-replay.ts';
import { editingTrace, textAfter } from './trace-source.ts';
import { PrivateRedis } from '../server/private-redis.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});

const redis = await PrivateRedis.start();
const failed = values.trace ? await wholeTrace() : await seeds(chosen());
await redis.end();
process.exit(failed === 0 ? 0 : 1);

function chosen(): number[] {
  if (values.seed !== undefined) return Array.from({ length: 10 }, () => Number(values.seed));
  return Array.from({ length: Number(values.seeds) }, (_, at) => Number(values.from) + at);
}

/** Killed ones last: their processes are started once. */
async function seeds(all: readonly number[]): Promise<number> {
  const began = Date.now();
  let done = 0,
    wrong = 0;
  for (const how of ['inside', 'processes'] as const) {
    const mine = all.filter((seed) => planOf(seed).how === how);
    if (mine.length === 0) continue;
    await FuzzServers.during(redis, how, async (servers) => {
      for (const seed of mine) {
        const problem = await fuzz(seed, servers).then(
          ({ changes }) => `${changes} writes`,
          (reason: unknown) => reason as Error,
        );
        done += 1;
        if (typeof problem !== 'string') wrong += 1;
        console.log(
          typeof problem === 'string'
            ? `seed ${seed} ok, ${problem}, ${done} of ${all.length}, ${Math.round((Date.now() - began) / 1000)} s`
            : failure(seed, problem),
        );
      }
    });
  }
  console.log(`${done - wrong} passed, ${wrong} failed`);
  return wrong;
}

// Only registers the tests: the seeds run after this file is loaded.
function failure(seed: number, problem: Error): string {
  return `seed ${seed} FAILED: ${problem.message}\n  again: npm run fuzz -- --seed ${seed}`;
}

async function wholeTrace(): Promise<number> {
  const trace = editingTrace();
  console.log(`${trace.origin}: ${trace.edits.length} edits, ${trace.finalText.length} characters at the end`);
  const fixture = new Fixture(1);
  fixture.redis = redis;
  await fixture.begin();
  const began = Date.now();
  const told = (edits: number) =>
    void (edits % 10_000 === 0 && console.log(`${edits} edits, ${Math.round((Date.now() - began) / 1000)} s`));
  const noted = await replay(fixture, trace.edits, { noteEvery: 20_000, told });
  let wrong = textInJson(await fixture.north.gateway.read(ROOM, 'json')) === trace.finalText ? 0 : 1;
  for (const { atMs, edits } of noted) {
    const isSame = textInJson(await fixture.north.gateway.read(ROOM, 'json', atMs)) === textAfter(trace.edits, edits);
    console.log(`as it was after ${edits} edits: ${isSame ? 'the same' : 'ANOTHER TEXT'}`);
    if (!isSame) wrong += 1;
  }
  await fixture.end();
  console.log(`${noted.length + 1 - wrong} passed, ${wrong} failed`);
  return wrong;
}
