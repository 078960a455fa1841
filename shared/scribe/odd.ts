/**
 * Whatever a program may have put into the document, as text: shared types by what they hold, values as they would be
 * printed. They are recognised by their methods, so that this imports nothing. Never throws, and always ends: a longer
 * text is cut.
 */
const MOST_CHARACTERS = 20_000;
const MOST_LEVELS = 2_000;

export function textOfAny(value: unknown): string {
  const words: string[] = [];
  gather(value, words, 0);
  return words.join(' ').slice(0, MOST_CHARACTERS);
}

interface Shared {
  readonly toDelta?: () => ReadonlyArray<{ readonly insert: unknown }>;
  readonly toArray?: () => readonly unknown[];
  readonly entries?: () => Iterable<readonly [string, unknown]>;
  readonly getXmlFragment?: unknown;
}

function gather(value: unknown, words: string[], level: number): void {
  if (level > MOST_LEVELS || value === null || value === undefined) return;
  if (typeof value !== 'object') return void words.push(`${value as string}`);
  if (value instanceof Uint8Array) return void words.push(`(${value.length} bytes)`);
  const { toDelta, toArray, entries, getXmlFragment } = value as Shared;
  if (typeof getXmlFragment === 'function') words.push('(a document)');
  else if (typeof toDelta === 'function') words.push(lettersOf(toDelta.call(value), level));
  else for (const each of partsOf(value, { toArray, entries })) gather(each, words, level + 1);
}

function partsOf(value: object, { toArray, entries }: Pick<Shared, 'toArray' | 'entries'>): readonly unknown[] {
  if (typeof toArray === 'function') return toArray.call(value);
  return typeof entries === 'function' ? Array.from(entries.call(value), ([, each]) => each) : Object.values(value);
}

function lettersOf(delta: ReadonlyArray<{ readonly insert: unknown }>, level: number): string {
  return delta
    .map(({ insert }) => {
      const words: string[] = [];
      gather(insert, words, level + 1);
      return words.join(' ');
    })
    .join('');
}
