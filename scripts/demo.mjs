/**
 * `npm run demo`: plays a real incident into a new room. With WATCHFLOOR_URL only the demo runs, from its sources;
 * without it, it starts its own servers, so everything that `npm start` prepares is prepared here too.
 */
import './parts/node-version.mjs';

const { foreground, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');

await script(async () => {
  await prepare(process.env.WATCHFLOOR_URL ? [] : ['redis', 'server', 'client']);
  return foreground(['--import', 'tsx', 'demo/play.ts']);
});
