/**
 * `npm run bench`: what is claimed about speed, measured on this machine. Prepares everything like the other scripts, and a browser.
 */
import './parts/node-version.mjs';

const { foreground, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');

await script(async () => {
  await prepare(['redis', 'server', 'client']);
  const { chromiumBinary } = await import('./parts/chromium-binary.mjs');
  process.env.CHROMIUM_PATH = await chromiumBinary();
  return foreground(['--import', 'tsx', 'bench/room.ts']);
});
