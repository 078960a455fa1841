/**
 * `npm run welcome`: prints a link that makes one more administrator, for when the last has lost access. It needs what
 * only the operator of this machine has: the Redis that the servers use.
 */
import { addressOf } from '../address.ts';
import { readConfig } from '../config/config.ts';
import { BadConfig } from '../config/rule.ts';
import { EmbeddedRedis, NoRedis } from '../redis/embedded-redis.ts';
import { connectForRequests } from '../log/redis.ts';
import { Unavailable } from '../log/room-log.ts';
import { Invites } from './invites.ts';
import { Vault } from './vault.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const embedded = config.redis.url === null ? await EmbeddedRedis.on(config.redis.dataDir) : null;
  const redis = connectForRequests(config.redis.url ?? embedded?.url ?? '');
  try {
    await new Promise<void>((resolve, reject) => {
      redis.once('ready', () => resolve());
      redis.once('error', (problem) => reject(new Unavailable(problem.message)));
    });
    const invites = new Invites(new Vault(redis, config.redis.prefix));
    console.log(
      `\n  Open this once to become an administrator (24 hours):\n  ${addressOf(config.network, config.network.port)}/welcome/${await invites.welcome(false)}\n`,
    );
  } finally {
    redis.disconnect();
    await embedded?.stop();
  }
}

main().catch((problem: unknown) => {
  const isTheirs = problem instanceof BadConfig || problem instanceof NoRedis || problem instanceof Unavailable;
  console.error(isTheirs ? problem.message : problem);
  process.exit(problem instanceof BadConfig ? 2 : 1);
});
