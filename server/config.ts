/**
 * The environment, read once. Whoever starts a server gets either a whole configuration or one sentence that names the variable,
 * its value and what is allowed. Nothing else in the house reads process.env.
 */
import { z } from 'zod';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Null: reached at localhost, at the port that it listens on. */
  readonly publicUrl: URL | null;
  readonly extraOrigins: readonly string[];
  /** Null: a Redis of our own, under `dataDir`. */
  readonly redisUrl: string | null;
  readonly redisPrefix: string;
  readonly dataDir: string;
  readonly bootstrapToken: string | null;
  readonly allowWeakRedis: boolean;
  readonly logLevel: LogLevel;
  readonly trustProxy: boolean | number | string;
  readonly metricsPort: number | null;
  /** Where attachments' bytes are kept; null: in Redis. */
  readonly s3: S3Config | null;
  /** The browser part comes from Vite, with reload on change. */
  readonly development: boolean;
}

export interface S3Config {
  readonly endpoint: URL;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Carries the one sentence to say before leaving with exit code 2. */
export class BadConfig extends Error {}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65_535);
const origin = z.string().refine((value) => /^https?:$/.test(protocolOf(value)) && new URL(value).origin === value);
const s3Key = z.string().regex(/^[\x21-\x7e]{1,200}$/);
const flag = z.enum(['0', '1', 'true', 'false', '']).transform((value) => value === '1' || value === 'true');

interface Rule {
  readonly schema: z.ZodType;
  readonly allowed: string;
  /** Never repeated in a message, because it is a secret. */
  readonly secret?: true;
}

const RULES = {
  PORT: { schema: port.default(3000), allowed: 'a port from 0 to 65535' },
  HOST: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:_[\]-]+$/)
      .default('127.0.0.1'),
    allowed: 'a host name or an address to listen on',
  },
  PUBLIC_URL: {
    schema: z
      .string()
      .refine((value) => /^https?:$/.test(protocolOf(value)))
      .transform((value) => new URL(value))
      .optional(),
    allowed: 'an http or https address such as https://watch.example.org',
  },
  EXTRA_ORIGINS: {
    schema: commaList(origin),
    allowed: 'origins such as https://a.example.org, separated by commas, without a path',
  },
  REDIS_URL: {
    schema: z
      .string()
      .refine((value) => /^rediss?:$/.test(protocolOf(value)))
      .optional(),
    allowed: 'a redis:// or rediss:// address',
    secret: true,
  },
  REDIS_PREFIX: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,40}$/)
      .default('wf'),
    allowed: '1 to 40 letters, digits, dots, dashes or underscores',
  },
  DATA_DIR: { schema: z.string().min(1).default('./data'), allowed: 'a folder' },
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
  ALLOW_WEAK_REDIS: { schema: flag.default(false), allowed: '1 or 0' },
  LOG_LEVEL: { schema: z.enum(LOG_LEVELS).default('info'), allowed: LOG_LEVELS.join(', ') },
  TRUST_PROXY: {
    schema: z.string().max(500).transform(proxies).default(false),
    allowed: 'true, false, a number of proxies, or their addresses',
  },
  METRICS_PORT: { schema: port.optional(), allowed: 'a port from 0 to 65535' },
  S3_ENDPOINT: {
    schema: z
      .string()
      .refine((value) => /^https?:$/.test(protocolOf(value)) && !/[?#@]/.test(value))
      .transform((value) => new URL(value))
      .optional(),
    allowed: 'an http or https address such as https://s3.example.org, without a question mark or a password',
  },
  S3_BUCKET: {
    schema: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional(),
    allowed: 'a bucket of 3 to 63 small letters, digits, dots and dashes',
  },
  S3_REGION: {
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .optional(),
    allowed: 'a region such as eu-central-1, or auto',
  },
  S3_ACCESS_KEY_ID: { schema: s3Key.optional(), allowed: 'an access key without spaces', secret: true },
  S3_SECRET_ACCESS_KEY: { schema: s3Key.optional(), allowed: 'a secret key without spaces', secret: true },
  WATCHFLOOR_DEV: { schema: flag.default(false), allowed: '1 or 0' },
} satisfies Record<string, Rule>;

type Values = { [Name in keyof typeof RULES]: z.output<(typeof RULES)[Name]['schema']> };

/** @throws BadConfig at the first variable that is not allowed. An empty variable counts as absent. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const values = Object.fromEntries(
    Object.entries(RULES).map(([name, rule]) => [name, valueOf(name, rule, environment[name])]),
  ) as Values;
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? null,
    extraOrigins: values.EXTRA_ORIGINS,
    redisUrl: values.REDIS_URL ?? null,
    redisPrefix: values.REDIS_PREFIX,
    dataDir: values.DATA_DIR,
    bootstrapToken: values.BOOTSTRAP_TOKEN ?? null,
    allowWeakRedis: values.ALLOW_WEAK_REDIS,
    logLevel: values.LOG_LEVEL,
    trustProxy: values.TRUST_PROXY,
    metricsPort: values.METRICS_PORT ?? null,
    s3: s3Of(values),
    development: values.WATCHFLOOR_DEV,
  };
}

/** All five or none: half a store would be found out only by the first picture. */
function s3Of({
  S3_ENDPOINT: endpoint,
  S3_BUCKET: bucket,
  S3_REGION: region,
  S3_ACCESS_KEY_ID: accessKeyId,
  S3_SECRET_ACCESS_KEY: secretAccessKey,
}: Values): S3Config | null {
  const parts = {
    S3_ENDPOINT: endpoint,
    S3_BUCKET: bucket,
    S3_REGION: region,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  };
  if (endpoint && bucket && region && accessKeyId && secretAccessKey)
    return { endpoint, bucket, region, accessKeyId, secretAccessKey };
  const missing = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === Object.keys(parts).length) return null;
  throw new BadConfig(
    `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing; to keep attachments in an S3 store set all of ${Object.keys(parts).join(', ')}, else none.`,
  );
}

function valueOf(name: string, rule: Rule, given: string | undefined): unknown {
  const parsed = rule.schema.safeParse(given === '' ? undefined : given);
  if (parsed.success) return parsed.data;
  const shown = rule.secret === true ? 'has a value that is not allowed' : `is ${JSON.stringify(given)}`;
  throw new BadConfig(`${name} ${shown}; it must be ${rule.allowed}.`);
}

function commaList(item: z.ZodType<string, string>) {
  return z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item))
    .default([]);
}

function proxies(value: string): boolean | number | string {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d{1,2}$/.test(value) ? Number(value) : value;
}

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : '';
}
