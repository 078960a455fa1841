/** Where everything that must last is kept: an own Redis, or one of the operator's. */
import { z } from 'zod';
import { BadConfig, flag, protocolOf, valuesOf, type Environment, type Rule } from './rule.ts';

export interface RedisConfig {
  /** Null: a Redis of our own, under `dataDir`. */
  readonly url: string | null;
  /** All keys and channels begin with it, so that several Watchfloors can share one Redis. */
  readonly prefix: string;
  readonly dataDir: string;
  /** Starts although this Redis may lose what it acknowledged. */
  readonly allowWeak: boolean;
}

const RULES = {
  REDIS_URL: {
    schema: z
      .string()
      .refine((value) => /^rediss?:$/.test(protocolOf(value)))
      .optional(),
    allowed: 'a redis:// or rediss:// address',
    secret: true,
  },
  REDIS_PASSWORD: { schema: z.string().min(1).max(500).optional(), allowed: '1 to 500 characters', secret: true },
  REDIS_PREFIX: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,40}$/)
      .default('wf'),
    allowed: '1 to 40 letters, digits, dots, dashes or underscores',
  },
  DATA_DIR: { schema: z.string().min(1).default('./data'), allowed: 'a folder' },
  ALLOW_WEAK_REDIS: { schema: flag.default(false), allowed: '1 or 0' },
} satisfies Record<string, Rule>;

export function redisConfig(environment: Environment): RedisConfig {
  const values = valuesOf(RULES, environment);
  return {
    url: urlOf(values.REDIS_URL, values.REDIS_PASSWORD),
    prefix: values.REDIS_PREFIX,
    dataDir: values.DATA_DIR,
    allowWeak: values.ALLOW_WEAK_REDIS,
  };
}

/** With the password that came apart from the address, as secrets do. */
function urlOf(address: string | undefined, password: string | undefined): string | null {
  if (password === undefined) return address ?? null;
  if (address === undefined)
    throw new BadConfig('REDIS_PASSWORD is set without REDIS_URL; set both, or neither to use the embedded Redis.');
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return url.href;
}
