/**
 * `npm run fuzz`: long tests that the scribe document loses no words: two editors at the same lines, then many programs
 * on several servers. Prints its progress, and of a failing seed how to repeat it; then exits with 1.
 *
 *   npm run fuzz                       1,000 seeds of both
 *   npm run fuzz -- editors            two editors; prints the shortest history that fails
 *   npm run fuzz -- servers            programs and servers; every tenth seed on server processes that are killed
 *   npm run fuzz -- editors --seeds 50 --from 200
 *   npm run fuzz -- editors --seed 217 one seed (of servers ten times: the choices repeat, network timing does not)
 *   npm run fuzz -- servers --trace    all of the long editing session; EDITING_TRACE may name the recorded one
 */
import './parts/node-version.mjs';

const { foreground, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');

/** @type {Record<string, { readonly needs: readonly ('redis' | 'server' | 'client')[]; readonly file: string }>} */
const PARTS = {
  editors: { needs: [], file: 'test/support/domain/stray-histories-long.ts' },
  servers: { needs: ['redis'], file: 'test/support/fuzz/long.ts' },
};

await script(async () => {
  const [first = '', ...more] = process.argv.slice(2);
  const isNamed = Object.hasOwn(PARTS, first);
  let worst = 0;
  for (const [name, { needs, file }] of Object.entries(PARTS)) {
    if (isNamed && name !== first) continue;
    await prepare(needs);
    worst = Math.max(worst, await foreground(['--import', 'tsx', file, ...(isNamed ? more : process.argv.slice(2))]));
  }
  return worst;
});
