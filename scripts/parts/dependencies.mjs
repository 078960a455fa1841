/**
 * The packages: installed only when node_modules differs from what package-lock.json asks for.
 *
 * npm records what it installed (node_modules/.package-lock.json). Comparing the two needs no file of our own and also
 * notices a manual install, a half-deleted folder or a clone that was moved to another kind of machine.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietly, ROOT } from './running.mjs';

/** @typedef {{version?: string, optional?: boolean, os?: string[], cpu?: string[]}} Entry */

/** Builds need the development packages too, whatever NODE_ENV says. */
export async function dependencies() {
  if (areInstalled(ROOT)) return;
  await quietly('Installing dependencies (once; a minute or so)', [
    'npm',
    'ci',
    '--include=dev',
    '--no-fund',
    '--no-audit',
  ]);
}

/** @param {string} folder */
export function areInstalled(folder) {
  const wanted = entries(join(folder, 'package-lock.json'));
  const installed = entries(join(folder, 'node_modules', '.package-lock.json'));
  if (wanted === null || installed === null) return false;
  const byPath = new Map(installed);
  const complete = wanted.every(([path, entry]) => entry.optional === true || isHere(folder, path, entry, byPath));
  return complete && installed.every(([, entry]) => fitsThisMachine(entry));
}

/**
 * @param {string} folder
 * @param {string} path such as "node_modules/express"
 * @param {Entry} entry
 * @param {Map<string, Entry>} installed
 */
function isHere(folder, path, entry, installed) {
  return installed.get(path)?.version === entry.version && existsSync(join(folder, path, 'package.json'));
}

/** @param {Entry} entry */
function fitsThisMachine({ os, cpu }) {
  return (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);
}

/**
 * @param {string} lockfile
 * @returns {[string, Entry][] | null}
 */
function entries(lockfile) {
  try {
    return Object.entries(JSON.parse(readFileSync(lockfile, 'utf8')).packages).filter(([path]) => path !== '');
  } catch {
    return null;
  }
}
