/**
 * Escapes characters that would be Markdown syntax. No more than needed, because people read exports as they are:
 * `db_7`, `a > b` and `AT&T` stay as they were typed.
 */
import type { Unit } from './markdown-line.ts';
import { encoded } from './markdown-links.ts';

const isBlank = (char: string): boolean => /^\s$/.test(char);

export function unitsOfText(text: string): Unit[] {
  const chars = Array.from(text);
  return chars.map((char, at) => ({ char, src: isSign(chars, at) ? `\\${char}` : char }));
}

function isSign(chars: readonly string[], at: number): boolean {
  const char = chars[at] as string;
  const next = chars[at + 1];
  switch (char) {
    case '\\':
    case '`':
    case '*':
    case '~':
    case '[':
    case ']':
      return true;
    case '_':
      return !isWithinWord(chars, at);
    case '<':
      return next === undefined || /[a-z/!?]/i.test(next);
    case '&':
      return /^&#?\w+;/.test(chars.slice(at, at + 40).join(''));
    default:
      return false;
  }
}

/** True for most lines: nothing in them could be syntax in any position. This makes long documents fast. */
export const isPlain = (line: string): boolean =>
  /^[^\s#+\-=>|:\\`*_~[\]<&][^\\`*_~[\]<&]*$/.test(line) && !/^\d{1,9}[.)]|[\s#]$/.test(line);

const MOST_BESIDE = 4;

/** With a letter on both sides, neither of them the last one: that one may have to be encoded. */
function isWithinWord(chars: readonly string[], at: number): boolean {
  let [before, after] = [at - 1, at + 1];
  while (chars[before] === '_' && before > at - MOST_BESIDE) before -= 1;
  while (chars[after] === '_' && after < at + MOST_BESIDE) after += 1;
  return (
    before > 0 &&
    after < chars.length - 1 &&
    /[a-z0-9]/i.test(chars[before] ?? '') &&
    /[a-z0-9]/i.test(chars[after] ?? '')
  );
}

/** What starts a block at the start of a line, and which character to escape. */
const STARTS: ReadonlyArray<readonly [RegExp, number?]> = [
  [/^#{1,6}(?=\s|$)/],
  [/^[-+](?=\s|$)/],
  [/^>/],
  [/^=+\s*$/],
  [/^[-\s]+$/],
  [/^[|:][|:\-\s]*-[|:\-\s]*$/],
  [/^-[|:\-\s]+$/],
  [/^\d{1,9}(?=[.)](\s|$))/, 1],
];

/** Escapes what matters by position: at the start and end of each line, and before a link. */
export function escapeLine(units: readonly Unit[], isHeading: boolean): void {
  let start = 0;
  for (let at = 0; at <= units.length; at += 1) {
    if (at < units.length && units[at]?.isBreak === undefined) continue;
    escapeEnds(units.slice(start, at), isHeading);
    start = at + 1;
  }
  units.forEach((unit, at) => {
    if (unit.char === '!' && units[at + 1]?.src === '[') unit.src = '\\!';
  });
}

function escapeEnds(line: readonly Unit[], isHeading: boolean): void {
  const [first, last] = [line[0], line.at(-1)];
  if (first !== undefined && isBlank(first.char)) first.src = encoded(first.char);
  else if (!isHeading) escapeStart(line);
  if (last !== undefined && isBlank(last.char)) last.src = encoded(last.char);
  // Number signs at the end of a heading close it.
  if (isHeading && last?.char === '#') last.src = '\\#';
}

function escapeStart(line: readonly Unit[]): void {
  const end = line.findIndex(({ char }) => char === '');
  const head = line
    .slice(0, end === -1 ? line.length : end)
    .map(({ char }) => char)
    .join('');
  for (const [start, isAfter] of STARTS) {
    const [found] = start.exec(head) ?? [];
    const unit = found === undefined ? undefined : line[isAfter === 1 ? found.length : 0];
    if (unit !== undefined && unit.src === unit.char) unit.src = `\\${unit.char}`;
  }
}

/**
 * GFM makes links of bare addresses and takes them as they are written, with every escape in them: one that has an
 * escape, or has a sign right before or behind it, is made no address. Others stay as they were typed; a break right behind one is two
 * blanks.
 */
export function breakAddresses(units: readonly Unit[]): void {
  for (let start = 0, at = 0; at <= units.length; at += 1) {
    const unit = units[at];
    if (unit !== undefined && unit.char !== '' && !isBlank(unit.char)) continue;
    const token = units.slice(start, at);
    const signs = addressSigns(token);
    // An underscore that begins italic would be a part of the address.
    const isEaten = units[start - 1]?.src === '_';
    start = at + 1;
    if (signs.length === 0) continue;
    if (isEaten) escapeAll(signs);
    else if (unit?.isBreak !== true && unit?.char !== unit?.src) escapeAll(signs);
    else if (token.some(({ char, src }) => char !== src)) escapeAll(signs);
    else if (unit?.isBreak === true) unit.src = '  \n';
  }
}

/** What makes it an address. */
function addressSigns(token: readonly Unit[]): readonly Unit[] {
  const text = token.map(({ char }) => (char.length === 1 ? char : ' ')).join('');
  return [...text.matchAll(/(?<=https?):(?=\/\/)|(?<=www)\.|@(?=[\w-])/gi)].map(({ index }) => token[index] as Unit);
}

function escapeAll(units: readonly Unit[]): void {
  for (const unit of units) if (unit.src === unit.char) unit.src = `\\${unit.char}`;
}
