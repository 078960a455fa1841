/** What `npm run fuzz -- editors` runs: the histories of editor-histories.spec.ts, only more of them. */
import { parseArgs } from 'node:util';
import { failureOf } from './stray-histories.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
});
const [from, count] =
  values.seed === undefined ? [Number(values.from), Number(values.seeds)] : [Number(values.seed), 1];
const TOLD_EVERY = 50;

const began = Date.now();
let failed = 0;
for (let seed = from; seed < from + count; seed += 1) {
  const failure = (await failureOf(seed)) ?? (await failureOf(seed, 'undone together'));
  if (failure !== null) {
    failed += 1;
    console.log(`${failure}\n  again: npm run fuzz -- editors --seed ${seed}`);
  }
  const done = seed - from + 1;
  if (done % TOLD_EVERY === 0 || done === count)
    console.log(`editors: ${done} of ${count} seeds, ${failed} failed, ${Math.round((Date.now() - began) / 1000)} s`);
}
process.exit(failed === 0 ? 0 : 1);
