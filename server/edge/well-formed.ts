/**
 * The first look at anything from outside, before a schema sees it: how deep, how large, and whether a key reaches for
 * a prototype.
 *
 * The walk uses no recursion, because a text of ten thousand brackets is small to send and deep enough to end a
 * recursive reader. Every refusal is a value with a code; what was sent is never repeated in it.
 */
import { z } from 'zod';
import type { NotOk } from '../../shared/protocol.ts';
import { explain } from '../../shared/refusals.ts';

export const MOST_BYTES = 64 * 1024;
const MOST_DEPTH = 32;
const BUSY_FOR_MS = 500;
/** One value for so many bytes: a list of a hundred thousand empty lists is small to send and long to judge. */
const BYTES_A_VALUE = 16;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** A refusal as it goes out: code, the catalogue's sentence, facts. */
export function no(code: string, facts?: Readonly<Record<string, unknown>>): NotOk {
  const message = explain({ code, facts }, (person) => person);
  return facts === undefined ? { ok: false, code, message } : { ok: false, code, message, facts };
}

/** Not now: when to try again is said in ms. */
export const busy = (againMs = BUSY_FOR_MS): NotOk => no('busy', { retryAfterMs: Math.ceil(againMs) });

export type Checked<Value> = { readonly ok: true; readonly value: Value } | NotOk;

/** Judges a whole message: the walk first, then its schema. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  most = MOST_BYTES,
): Checked<z.output<Schema>> {
  const flaw = flawOf(input, most);
  if (flaw !== null) return flaw;
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const tooLong = parsed.error.issues.some(
    (issue) => issue.code === 'too_big' && issue.origin === 'string' && Number(issue.maximum) >= 4000,
  );
  return tooLong ? no('command.too-large') : no('command.malformed', { problem: problemOf(parsed.error) });
}

/** What is wrong with a value whatever it means; null when nothing is. */
export function flawOf(input: unknown, most = MOST_BYTES): NotOk | null {
  const waiting: Array<{ value: unknown; depth: number }> = [{ value: input, depth: 1 }];
  let bytes = 0;
  let values = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') bytes += Buffer.byteLength(value);
    else bytes += 4;
    if (bytes > most) return no('command.too-large');
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MOST_DEPTH)
      return no('command.malformed', { problem: `it is nested deeper than ${MOST_DEPTH} levels` });
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
      return no('command.malformed', { problem: 'it holds bytes where JSON is expected' });
    // Counted before anything of it is copied.
    values += Array.isArray(value) ? value.length : Object.keys(value).length;
    if (values > most / BYTES_A_VALUE) return no('command.too-large');
    for (const [key, inner] of Object.entries(value)) {
      if (FORBIDDEN.has(key)) return no('command.malformed', { problem: 'it has a field of a forbidden name' });
      bytes += Array.isArray(value) ? 1 : key.length;
      waiting.push({ value: inner, depth: depth + 1 });
    }
  }
  return null;
}

/** Parses JSON text of a request body. The size was limited before. */
export function readJson(text: string): Checked<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return no('command.malformed', { problem: 'it is not JSON' });
  }
}

/**
 * Where and what, in zod's words; they name fields and limits, never the value that was sent. Names that the sender
 * chose are shortened.
 */
function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'a field is missing or wrong';
  const place = issue.path.map(String).join('.').slice(0, 80);
  return `${place === '' ? '' : `${place}: `}${issue.message.slice(0, 160)}`;
}
