/**
 * Finds or installs the Redis-compatible server that a start without REDIS_URL needs. The server itself starts it as
 * its child, with its own folder and settings.
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

/** Nothing to do when REDIS_URL names a Redis. */
export async function redisBinary() {
  if (!process.env.REDIS_URL) await findOrInstall(REDIS);
}
