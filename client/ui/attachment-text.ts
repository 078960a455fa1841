/**
 * The text of an attachment, for reading on the page: what the server says is text and nothing else, without a
 * terminal's colours, and only as much of it as a page can hold.
 */
import { useEffect, useState } from 'react';

const MOST_CHARACTERS = 200_000;

export type ReadText = { readonly text: string; readonly isWhole: boolean } | { readonly problem: string };

/** Null while it is on its way. */
export function useAttachmentText(path: string): ReadText | null {
  const [read, setRead] = useState<{ readonly path: string; readonly text: ReadText } | null>(null);
  useEffect(() => {
    const left = new AbortController();
    void readText(path, left.signal).then((text) => left.signal.aborted || setRead({ path, text }));
    return () => left.abort();
  }, [path]);
  return read?.path === path ? read.text : null;
}

/** Never rejects. */
async function readText(path: string, signal?: AbortSignal): Promise<ReadText> {
  try {
    const answer = await fetch(path, signal === undefined ? {} : { signal });
    if (!answer.ok)
      return {
        problem:
          ((await answer.json()) as { detail?: string }).detail ?? 'It can’t be read right now. Try again in a moment.',
      };
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/plain'))
      return { problem: 'This isn’t text. Download it if you know who added it.' };
    return readable(await answer.text());
  } catch {
    return { problem: 'It can’t be read while you’re disconnected. Open it again once you’re back online.' };
  }
}

const ESCAPE = '\u001b';

export function readable(text: string): { readonly text: string; readonly isWhole: boolean } {
  const [first = '', ...coloured] = text.split(ESCAPE);
  const plain = first + coloured.map((each) => each.replace(/^\[[\d;:]*m/, '')).join('');
  return { text: plain.slice(0, MOST_CHARACTERS), isWhole: plain.length <= MOST_CHARACTERS };
}
