/**
 * `npm run dev`: the same server, straight from its sources, restarted when a file of the domain or the server changes;
 * Vite serves the browser part inside that server and reloads it (WATCHFLOOR_DEV).
 */
import './parts/node-version.mjs';

const { foreground, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');

await script(async () => {
  await prepare(['redis']);
  return foreground(['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server/main.ts'], {
    WATCHFLOOR_DEV: '1',
  });
});
