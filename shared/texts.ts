/**
 * The shapes of texts, numbers and names that come from outside, in zod, declared once. In the domain only words.ts and
 * protocol.ts import this file, in the browser nothing does, so that zod (24 KB) stays out of its entry; the server
 * may. Lengths are in characters (UTF-16 units). Lone surrogates are refused: they cannot be hashed the same way
 * everywhere.
 */
import { z } from 'zod';

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function wellFormed(most: number) {
  return z
    .string()
    .max(most)
    .refine((value) => !LONE_SURROGATE.test(value), 'contains half of a character (a lone surrogate)');
}

/** Free text: 1 to 4,000 characters, trimmed, not blank. */
export const text = wellFormed(4000).trim().min(1);
/** What breaks a line, steers a terminal, or turns the reading direction of what follows it. */
const STEERING = /(?!\t)\p{Cc}|[\u2028-\u202e\u2066-\u2069]/u;
/** One line: no line breaks and no control characters, 1 to `most` characters. */
export const line = (most = 300) =>
  wellFormed(most)
    .trim()
    .min(1)
    .refine((value) => !STEERING.test(value), 'must be one line without control characters');
/** Draws nothing, or has no agreed meaning: soft hyphen, fillers, word joiners, tags, private use. */
const INVISIBLE = /(?!\ufe0e|\ufe0f|\u200c|\u200d)(?:\p{Default_Ignorable_Code_Point}|[\u2800\ufff9-\ufffb]|\p{Co})/u;
/** A joiner that joins nothing: emoji join emoji, letters join letters of the same word. */
const LOOSE_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/u;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** The name of a person, of their area or of a role: one line in which every character is visible, trimmed, NFC. */
export const visible = (most: number) =>
  wellFormed(most)
    .trim()
    .min(1)
    .transform((value) => value.normalize('NFC'))
    .refine(
      (value) =>
        value.length <= most &&
        SEEN.test(value) &&
        ![STEERING, INVISIBLE, LOOSE_JOINER].some((flaw) => flaw.test(value)),
      'must be visible characters only, on one line',
    );
/** `name@example.org`: one line of visible characters, with a domain as the net spells it. */
export const email = visible(254).refine(
  (value) => /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/i.test(value),
  'must be an email address such as name@example.org',
);
/** A text that may be emptied: "" clears the field. */
export const clearable = wellFormed(4000).trim();
/** An opaque id: of a person, an offer, a draft, an entry, a room. */
export const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/);
export const uuid = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, 'must be a UUID')
  .toLowerCase();
/** An instant, brought to the one form: UTC with milliseconds. Years of another length would not compare as texts. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())
  .refine((value) => /^(19|2\d)\d\d-/.test(value), 'must lie between the years 1900 and 2999');
/** A whole address, with nothing in it that steers a program that shows it as text. */
export const httpsUrl = z
  .url({ protocol: /^https$/ })
  .max(2000)
  .refine(
    (value) => /^https:\/\//i.test(value) && !STEERING.test(value),
    'must begin with https:// and hold no control characters',
  );
export const standing = z.enum(['responder', 'observer', 'shadow']);

/** The union of `{type, data}` that a table of schemas describes. */
export type Said<Table extends Record<string, z.ZodType>> = {
  [Type in keyof Table & string]: { readonly type: Type; readonly data: z.output<Table[Type]> };
}[keyof Table & string];
