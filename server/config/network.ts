/** Where a server listens, under which address people reach it, and which proxies and pages stand in between. */
import { z } from 'zod';
import { trustedProxies, type TrustedProxies } from '../edge/client-address.ts';
import { commaList, port, protocolOf, valuesOf, type Environment, type Rule } from './rule.ts';

export interface NetworkConfig {
  readonly port: number;
  readonly host: string;
  /** Null: reached at localhost, at the port that it listens on. */
  readonly publicUrl: URL | null;
  readonly extraOrigins: readonly string[];
  /** Which proxies stand in front; 0 for none. */
  readonly trustProxy: TrustedProxies;
  /** Null: metrics are served with everything else. */
  readonly metricsPort: number | null;
}

const origin = z.string().refine((value) => /^https?:$/.test(protocolOf(value)) && new URL(value).origin === value);

/** Nothing but where people come in: pages, cookies and links all begin at the root. */
const entrance = z
  .string()
  .refine((value) => /^https?:$/.test(protocolOf(value)) && /^https?:\/\/[^/?#@]+\/?$/i.test(value))
  .transform((value) => new URL(value));

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
    schema: entrance.optional(),
    allowed: 'an http or https address such as https://watch.example.org, without a path, a query or a password',
  },
  EXTRA_ORIGINS: {
    schema: commaList(origin),
    allowed: 'origins such as https://a.example.org, separated by commas, without a path',
  },
  TRUST_PROXY: {
    schema: z
      .string()
      .max(500)
      .refine((value) => trustedProxies(value) !== null)
      .transform((value) => trustedProxies(value) ?? 0)
      .default(0),
    allowed: 'a number of proxies, or their addresses and networks such as 10.0.0.0/8 or loopback, separated by commas',
  },
  METRICS_PORT: { schema: port.optional(), allowed: 'a port from 0 to 65535' },
} satisfies Record<string, Rule>;

export function networkConfig(environment: Environment): NetworkConfig {
  const values = valuesOf(RULES, environment);
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? null,
    extraOrigins: values.EXTRA_ORIGINS,
    trustProxy: values.TRUST_PROXY,
    metricsPort: values.METRICS_PORT ?? null,
  };
}
