/**
 * What every script does before its own work: packages, a Redis, the built parts; each only if missing or stale, and
 * only one script at a time in this folder.
 */
import { join } from 'node:path';
import { build } from './build.mjs';
import { dependencies } from './dependencies.mjs';
import { alone } from './lock.mjs';
import { redisBinary } from './redis-binary.mjs';
import { ROOT, tell } from './running.mjs';

/** @param {readonly ('redis' | 'server' | 'client')[]} needed */
export async function prepare(needed) {
  const work = async () => {
    await dependencies();
    if (needed.includes('redis')) await redisBinary();
    if (needed.includes('server')) await build('server');
    if (needed.includes('client')) await build('client');
  };
  await alone(join(ROOT, 'dist', '.preparing'), work, (owner) =>
    tell(`Process ${owner} is preparing this folder; waiting for it …`),
  );
}
