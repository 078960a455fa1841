/**
 * `npm start`: from a bare clone to a running Watchfloor. Installs and builds what is missing or stale, then runs the
 * server as its child and passes Ctrl-C on to it. Uses only Node's built-in modules, because nothing else is installed
 * yet.
 */
import './parts/node-version.mjs';

const { foreground, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');

await script(async () => {
  await prepare(['redis', 'server', 'client']);
  return foreground(['dist/server/main.js'], { NODE_ENV: process.env.NODE_ENV || 'production' });
});
