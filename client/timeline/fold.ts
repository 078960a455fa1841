/**
 * The beginning of a long text. A pasted log of thousands of characters would push everything else off the screen, and
 * every page would lay all of it out for each line that comes after it.
 */
import { beginningOf } from '../ui/graphemes.ts';
import { linksIn } from './links.ts';

/** A text that has more than one of these is folded to what is shown of it: characters (UTF-16 units) and lines. */
const MOST = { characters: 1200, lines: 20 };
const SHOWN = { characters: 600, lines: 8 };

/** Null: it is short enough to be shown in full. An address is never cut in two. */
export function beginning(text: string): string | null {
  const ends = lineEnds(text, MOST.lines);
  if (text.length <= MOST.characters && ends.length < MOST.lines) return null;
  const short = text.slice(0, ends[SHOWN.lines - 1] ?? text.length);
  const cut = beginningOf(short, SHOWN.characters).length;
  let at = 0;
  for (const { words, href } of linksIn(text)) {
    if (href !== null && at < cut && at + words.length > cut) return text.slice(0, at);
    at += words.length;
  }
  return text.slice(0, cut);
}

function lineEnds(text: string, most: number): readonly number[] {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1 && ends.length < most; at = text.indexOf('\n', at + 1)) ends.push(at);
  return ends;
}
