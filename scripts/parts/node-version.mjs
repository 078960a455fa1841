/**
 * Every script first checks whether this Node is new enough, before anything else is loaded, so that an old Node ends
 * with one sentence and not with a stack of errors from inside a tool.
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
