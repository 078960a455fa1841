/**
 * The Redis-compatible server that a start without REDIS_URL needs: only found here (or installed); the server itself
 * starts it as its child, with its own folder and settings.
 */
import { findOrInstall } from './installing.mjs';

/** @type {import('./installing.mjs').Program} */
export const REDIS = {
  what: 'Redis',
  names: ['redis-server', 'valkey-server'],
  packages: {
    'apt-get': 'redis-server',
    dnf: 'valkey',
    apk: 'redis',
    pacman: 'valkey',
    zypper: 'redis',
    brew: 'redis',
  },
};

/** Nothing to do when someone else's Redis is named. */
export async function redisBinary() {
  if (!process.env.REDIS_URL) await findOrInstall(REDIS);
}
