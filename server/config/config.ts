/**
 * The environment, read once, by concern. A server gets either a whole configuration or one sentence that names the
 * variable, its value and what is allowed. Nothing else reads process.env.
 */
import { z } from 'zod';
import { attachmentsConfig, type AttachmentsConfig } from './attachments.ts';
import { networkConfig, type NetworkConfig } from './network.ts';
import { redisConfig, type RedisConfig } from './redis.ts';
import { signInConfig, type SignInConfig } from './sign-in.ts';
import { flag, positive, valuesOf, type Environment, type Rule } from './rule.ts';

export interface Config {
  readonly network: NetworkConfig;
  readonly redis: RedisConfig;
  readonly attachments: AttachmentsConfig;
  readonly signIn: SignInConfig;
  /** The operator's token for programs; null for none. */
  readonly bootstrapToken: string | null;
  readonly logLevel: LogLevel;
  /** Multiplies what one person, room or address may take (server/budgets). */
  readonly budgetFactor: number;
  /** The browser part comes from Vite, with reload on change. */
  readonly development: boolean;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const RULES = {
  BOOTSTRAP_TOKEN: {
    schema: z
      .string()
      .min(32)
      .max(200)
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    allowed: '32 to 200 printable characters without spaces',
    secret: true,
  },
  LOG_LEVEL: { schema: z.enum(LOG_LEVELS).default('info'), allowed: LOG_LEVELS.join(', ') },
  BUDGET_FACTOR: { schema: positive(4, 1), allowed: 'a whole number from 1 to 9999' },
  WATCHFLOOR_DEV: { schema: flag.default(false), allowed: '1 or 0' },
} satisfies Record<string, Rule>;

/** Throws BadConfig at the first variable that is not allowed. An empty variable counts as absent. */
export function readConfig(environment: Environment): Config {
  const network = networkConfig(environment);
  const redis = redisConfig(environment);
  const values = valuesOf(RULES, environment);
  return {
    network,
    redis,
    attachments: attachmentsConfig(environment),
    signIn: signInConfig(environment),
    bootstrapToken: values.BOOTSTRAP_TOKEN ?? null,
    logLevel: values.LOG_LEVEL,
    budgetFactor: values.BUDGET_FACTOR,
    development: values.WATCHFLOOR_DEV,
  };
}
