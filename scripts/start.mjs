/**
 * `npm start`: from a bare clone to a running Watchfloor. Installs and builds what is missing or stale, then runs the
 * server as its child and hands Ctrl-C on to it. Only Node's built-ins are used here, because nothing else is there
 * yet.
 */
import './parts/node-version.mjs';

const { foreground, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');

await script(async () => {
  await prepare(['redis', 'server', 'client']);
  return foreground(['dist/server/main.js'], { NODE_ENV: process.env.NODE_ENV || 'production' });
});
