/**
 * Reads a plain sentence as a task: who, what, how long. "Kim check the replicas 5m" -> Kim R, "check the replicas", 5.
 * Never guesses a person: "someone", "you" and "we" name no one, two people of one name stay two, and the caller must
 * let the writer choose. No sentence can make it fail; a part that a sentence does not mention stays empty. Pure.
 */
import { afterName, fold, isName, nameAtStart, type Named } from './sentence-names.ts';
import { plainDigits, timeAtEnd, timeAtStart } from './sentence-time.ts';

export type { Named } from './sentence-names.ts';

export interface Reading {
  /** Who was named: no one, one person, or several to choose one from. */
  readonly who: readonly string[];
  /** The word that stood where a name should: "someone". */
  readonly anybody: string | null;
  readonly what: string;
  readonly minutes: number | null;
}

export interface Reader {
  readonly people: readonly Named[];
  /** Who writes: "I" and "me". */
  readonly you: string;
}

interface Addressed {
  readonly who: readonly string[];
  readonly anybody: string | null;
  readonly rest: string;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const NOBODY = words('someone somebody anyone anybody everyone everybody whoever you we us');
const SELF = words("i i'll i’ll i'd i’d me myself");
const BEFORE = words(
  'please pls plz hey hi ok okay so can could would will should may let have ask tell get need want like',
);
const AFTER = words('please pls plz can could would will should must kindly to you');
const POLITE = words('please pls plz hey hi ok okay');
const MOST_BEFORE = 6;
export const LONGEST = 500;

export function read(sentence: string, reader: Reader): Reading {
  const text = clean(sentence);
  const end = timeAtEnd(withoutThanks(text));
  const start = end.minutes === null ? timeAtStart(end.rest) : end;
  const { who, anybody, rest } = addressed(start.rest, reader);
  const inside = start.minutes === null ? timeAtStart(rest) : { rest, minutes: start.minutes };
  return {
    who,
    anybody,
    what: withoutThanks(dropWords(inside.rest, who.length > 0 || anybody !== null ? AFTER : POLITE)),
    minutes: inside.minutes,
  };
}

/** One line without anything that steers a screen; as long as a line can be. */
function clean(sentence: string): string {
  const line = sentence.slice(0, LONGEST).replace(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu, ' ');
  return plainDigits(line.normalize('NFC')).replace(/\s+/gu, ' ').trim();
}

const withoutThanks = (text: string): string =>
  text.replace(/(?:[\s,.!?…。？！؟]|\b(?:please|pls|thanks|thank you))+$/iu, '');

function addressed(text: string, reader: Reader): Addressed {
  return (
    mentioned(text, reader) ??
    atTheStart(text, reader) ??
    atTheEnd(text, reader) ?? { who: [], anybody: null, rest: text }
  );
}

/** "@kim", wherever it stands. */
function mentioned(text: string, { people }: Reader): Addressed | null {
  for (const { index } of text.matchAll(/(?<=^|[\s(,])@/gu)) {
    const found = nameAtStart(text.slice(index + 1), people);
    if (found !== null)
      return { who: found.people, anybody: null, rest: `${text.slice(0, index)}${found.rest}`.trim() };
  }
  return null;
}

/**
 * A name, or a word for no one, behind any words of asking: "could you please ask Kim to ...". A name wins over what
 * came before it.
 */
function atTheStart(text: string, reader: Reader): Addressed | null {
  let rest = text;
  let best: Addressed | null = null;
  for (let count = 0; count < MOST_BEFORE && rest !== ''; count += 1) {
    const named = nameAtStart(rest, reader.people);
    if (named !== null && !NOBODY.has(firstWord(rest))) return withOthers(named, reader);
    const word = firstWord(rest);
    const next = afterName(rest.slice(rest.match(/^[^\s,:;]+/u)?.[0].length ?? 1));
    if (NOBODY.has(word)) best = { who: [], anybody: word, rest: next };
    else if (SELF.has(word)) best = { who: [reader.you], anybody: null, rest: next };
    else if (!BEFORE.has(word)) break;
    rest = next;
  }
  return best;
}

/** "Kim and Bob": a task has one owner, so both are returned to choose from. */
function withOthers(
  named: { readonly people: readonly string[]; readonly rest: string },
  { people }: Reader,
): Addressed {
  const joined = /^(?:and|or|und|oder|y|et|e|и|و|&|\+|\/)\s+/iu.exec(named.rest);
  const other = joined === null ? null : nameAtStart(named.rest.slice(joined[0].length), people);
  if (other === null) return { who: named.people, anybody: null, rest: named.rest };
  return { who: [...new Set([...named.people, ...other.people])], anybody: null, rest: other.rest };
}

/** "..., Kim" and "... -> Kim". */
function atTheEnd(text: string, { people }: Reader): Addressed | null {
  const found = /(?:,|->|=>|→|\()\s*([^,>→()]{1,80})\)?$/u.exec(text.slice(-100));
  const who = found === null ? [] : isName(found[1] ?? '', people);
  return who.length === 0 || found === null
    ? null
    : { who, anybody: null, rest: text.slice(0, text.length - found[0].length).trim() };
}

function dropWords(text: string, dropped: ReadonlySet<string>): string {
  const rest = afterName(text);
  const first = /^[^\s,:;]+/u.exec(rest)?.[0] ?? '';
  return dropped.has(fold(first)) ? dropWords(rest.slice(first.length), dropped) : rest;
}

const firstWord = (text: string): string => fold(/^[^\s,:;]+/u.exec(text)?.[0] ?? '');
