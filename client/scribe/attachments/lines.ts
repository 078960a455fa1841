/**
 * The first lines of a stored log, for its card: only as much of the answer is read as they need, and it is kept,
 * because a card is redrawn whenever the editor decides to. Content named by its hash never changes.
 */
import { readable } from '../../ui/attachment-text.ts';

const SHOWN_LINES = 6;
const MOST_CHARACTERS = 1200;

const known = new Map<string, Promise<string>>();

export function firstLines(address: string): Promise<string> {
  const lines = known.get(address) ?? read(address);
  known.set(address, lines);
  return lines;
}

async function read(address: string): Promise<string> {
  try {
    const answer = await fetch(address);
    if (answer.status === 404) return 'The server no longer has this file.';
    if (!answer.ok || answer.body === null) throw new Error('not now');
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let words = '';
    while (words.split('\n').length <= SHOWN_LINES && words.length < MOST_CHARACTERS) {
      const { done, value } = await reader.read();
      if (done) break;
      words += value;
    }
    void reader.cancel();
    return readable(words).text.split('\n').slice(0, SHOWN_LINES).join('\n').slice(0, MOST_CHARACTERS);
  } catch {
    known.delete(address);
    return 'The first lines load when you’re back online.';
  }
}
