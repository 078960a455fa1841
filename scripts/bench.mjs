/**
 * `npm run bench [room|document|attacks|rooms|scribe]`: what is claimed about speed, measured on this machine. Prepares
 * what each part needs, like the other scripts: a browser for the room, its document and the attacks; for the room
 * engine and the scribe engine their peers, installed apart from Watchfloor's own packages. Further arguments go to the part.
 */
import './parts/node-version.mjs';
import { join } from 'node:path';

const { foreground, Hindrance, quietly, ROOT, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');
const { areInstalled } = await import('./parts/dependencies.mjs');

/** @param {string[]} peers */
const besidePeers = async (peers) => {
  await prepare(['redis', 'server']);
  for (const folder of peers.map((peer) => join(ROOT, 'bench', 'peers', peer))) {
    if (areInstalled(folder)) continue;
    const what = `Installing a peer to measure beside (${folder.slice(ROOT.length + 1)})`;
    await quietly(what, ['npm', 'ci', '--prefix', folder, '--no-fund', '--no-audit']);
  }
};

const withBrowser = async () => {
  await prepare(['redis', 'server', 'client']);
  const { chromiumBinary } = await import('./parts/chromium-binary.mjs');
  process.env.CHROMIUM_PATH = await chromiumBinary();
};

/** @type {Record<string, () => Promise<void>>} */
const PARTS = {
  room: withBrowser,
  document: withBrowser,
  attacks: withBrowser,
  rooms: () => besidePeers(['socket-io']),
  scribe: () => besidePeers(['websocket-server', 'hocuspocus-3', 'hocuspocus-4']),
};

await script(async () => {
  const [first = '', ...more] = process.argv.slice(2);
  const isNamed = first !== '' && !first.startsWith('-');
  if (isNamed && PARTS[first] === undefined)
    throw new Hindrance(`There is no bench called "${first}"; there is ${Object.keys(PARTS).join(' and ')}.`);
  let worst = 0;
  for (const part of isNamed ? [first] : Object.keys(PARTS)) {
    await PARTS[part]?.();
    worst = Math.max(worst, await foreground(['--import', 'tsx', `bench/${part}.ts`, ...(isNamed ? more : [])]));
  }
  return worst;
});
