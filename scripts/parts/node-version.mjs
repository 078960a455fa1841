/**
 * The first question of every script: is this Node new enough? Asked before anything else is loaded, so that an old
 * Node answers with one sentence instead of a stack of errors from deep inside a tool.
 */
import { readFileSync } from 'node:fs';

const wanted = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).engines.node.replace(
  '>=',
  '',
);

/**
 * @param {string} have a version such as "20.20.2"
 * @param {string} [least] a version such as "20.19"
 */
export function isNewEnough(have, least = wanted) {
  const [major = 0, minor = 0] = have.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

if (!isNewEnough(process.versions.node)) {
  console.error('Watchfloor needs Node ' + wanted + ' or newer; this is Node ' + process.versions.node + '.');
  process.exit(1);
}
