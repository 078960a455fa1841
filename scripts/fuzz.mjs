/**
 * `npm run fuzz`: the long proof that the scribe document converges. Prints each seed; a failing one with how to repeat it; exit code 1.
 *
 *   npm run fuzz                       1,000 seeds; every tenth on server processes that are killed
 *   npm run fuzz -- --seeds 50 --from 200
 *   npm run fuzz -- --seed 217         one seed, ten times (the choices repeat, what the network makes of them does not)
 *   npm run fuzz -- --trace            all of the long editing session; EDITING_TRACE may name the recorded one
 */
import './parts/node-version.mjs';

const { foreground, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');

await script(async () => {
  await prepare(['redis']);
  return foreground(['--import', 'tsx', 'test/scribe-fuzz-long.ts', ...process.argv.slice(2)]);
});
