/** The addresses within a text: http and https only, without a name and password in them, and as they were written. */

interface Part {
  readonly words: string;
  /** Null: no address. */
  readonly href: string | null;
}

/** Up to a space, a quotation mark, or a character that turns the reading direction. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”„«»\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
/** What ends a sentence rather than an address. */
const AFTER = /[.,;:!?…'’]+$/u;

export function linksIn(text: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const words = withoutEnd(found);
    const href = safe(words);
    if (href === null) continue;
    if (index > from) parts.push({ words: text.slice(from, index), href: null });
    parts.push({ words, href });
    from = index + words.length;
  }
  if (from < text.length || parts.length === 0) parts.push({ words: text.slice(from), href: null });
  return parts;
}

/** A bracket that closes one before the address is not part of it: "(see https://a.example)". */
function withoutEnd(found: string): string {
  let words = found.replace(AFTER, '');
  while (/[)\]]$/u.test(words) && count(words, /[([]/gu) < count(words, /[)\]]/gu))
    words = words.slice(0, -1).replace(AFTER, '');
  return words;
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

function safe(words: string): string | null {
  if (!URL.canParse(words)) return null;
  const { protocol, username, password, href } = new URL(words);
  return /^https?:$/u.test(protocol) && username === '' && password === '' ? href : null;
}
