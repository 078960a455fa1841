/**
 * `npm run welcome`: prints a new administrator link for the Watchfloor of this folder (or of REDIS_URL), for when the
 * last administrator has lost access.
 */
import './parts/node-version.mjs';

const { foreground, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');

await script(async () => {
  await prepare(['redis', 'server']);
  return foreground(['dist/server/access/welcome-cli.js']);
});
