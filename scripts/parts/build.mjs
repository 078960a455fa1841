/**
 * The two built parts, the server (tsc) and the browser's (vite), each rebuilt only when the content of its sources
 * changed.
 *
 * Content, not file times: a fresh clone, a switched branch and a touched file all have new times. The stamp is removed
 * first and written last, so an interrupted build is done again.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietly, ROOT } from './running.mjs';

/**
 * @typedef {object} Part
 * @property {string} doing
 * @property {readonly string[]} sources files and folders
 * @property {readonly string[]} outputs emptied before building
 * @property {readonly string[]} command for node
 */

/** @type {Record<'server' | 'client', Part>} */
const PARTS = {
  server: {
    doing: 'Building the server',
    sources: ['shared', 'server', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    outputs: ['dist/server', 'dist/shared'],
    command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  },
  client: {
    doing: 'Building the browser part',
    sources: ['shared', 'client', 'tsconfig.json', 'vite.config.ts', 'package-lock.json'],
    outputs: ['dist/client'],
    command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
  },
};

/** @param {'server' | 'client'} name */
export async function build(name) {
  const part = PARTS[name];
  const stamp = join(ROOT, 'dist', `.built-${name}`);
  const fingerprint = fingerprintOf(ROOT, part.sources);
  if (isFresh(stamp, fingerprint, part.outputs)) return;
  for (const gone of [stamp, ...part.outputs.map((output) => join(ROOT, output))])
    rmSync(gone, { recursive: true, force: true });
  await quietly(part.doing, [process.execPath, ...part.command], { NODE_ENV: 'production' });
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

/**
 * @param {string} stamp
 * @param {string} fingerprint
 * @param {readonly string[]} outputs
 */
function isFresh(stamp, fingerprint, outputs) {
  return (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint &&
    outputs.every((output) => existsSync(join(ROOT, output)))
  );
}

/**
 * One hash over names and contents, in an order that does not depend on the disk.
 * @param {string} folder
 * @param {readonly string[]} sources
 */
export function fingerprintOf(folder, sources) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => filesIn(folder, source))) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(folder, path) {
  const full = join(folder, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesIn(folder, `${path}/${name}`));
}
