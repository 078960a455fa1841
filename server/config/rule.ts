/**
 * How one variable of the environment is read: a schema, and the words that say what is allowed. Each concern has a
 * table of rules in a file of its own; config.ts puts them together.
 */
import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Rule {
  readonly schema: z.ZodType;
  /** Completes "it must be ...". */
  readonly allowed: string;
  /** Never repeated in a message, because it is a secret. */
  readonly secret?: true;
}

/** Carries the one sentence to say before leaving with exit code 2. */
export class BadConfig extends Error {}

type Rules = Readonly<Record<string, Rule>>;
type Values<Table extends Rules> = { readonly [Name in keyof Table]: z.output<Table[Name]['schema']> };

/** Throws BadConfig at the first variable that is not allowed. An empty variable counts as absent. */
export function valuesOf<Table extends Rules>(rules: Table, environment: Environment): Values<Table> {
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, valueOf(name, rule, environment[name])]),
  ) as Values<Table>;
}

function valueOf(name: string, rule: Rule, given: string | undefined): unknown {
  const parsed = rule.schema.safeParse(given === '' ? undefined : given);
  if (parsed.success) return parsed.data;
  const shown = rule.secret === true ? 'has a value that is not allowed' : `is ${JSON.stringify(given)}`;
  throw new BadConfig(`${name} ${shown}; it must be ${rule.allowed}.`);
}

/** For an address of which the protocol decides; empty for anything else. */
export function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : '';
}

export const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65_535);
export const flag = z.enum(['0', '1', 'true', 'false', '']).transform((value) => value === '1' || value === 'true');

/** A whole number of at least 1 and at most so many digits. */
export const positive = (mostDigits: number, otherwise: number) =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,${mostDigits}}$`))
    .transform(Number)
    .refine((value) => value >= 1)
    .default(otherwise);

export const commaList = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item))
    .default([]);
