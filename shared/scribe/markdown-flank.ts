/**
 * Marks and their neighbours. A mark opens only before a letter, or before a punctuation sign when there is a blank or
 * one more such sign in front of it (CommonMark 0.31.2, 6.2); it closes the same way. Otherwise a neighbour is written
 * as a numeric character reference, which begins and ends with punctuation. If versions of readers class it differently
 * (symbols, emoji), the worse counts.
 */
import type { Unit } from './markdown-line.ts';
import { encoded } from './markdown-links.ts';

type Kind = 'blank' | 'maybe-blank' | 'punctuation' | 'symbol' | 'letter';

export function flank(units: readonly Unit[]): void {
  separate(units);
  const open = units.flatMap(({ mark }, at) => (mark === undefined ? [] : [at]));
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const encodedAt = settle(units, at);
    // It is the neighbour of two marks, and there may be more to do here.
    if (encodedAt !== null)
      open.push(...[at, encodedAt - 1, encodedAt + 1].filter((each) => units[each]?.mark !== undefined));
  }
}

/** Adjacent asterisks would be read as one delimiter: there italic is written with underscores. */
function separate(units: readonly Unit[]): void {
  let from = 0;
  units.forEach((unit, at) => {
    if (unit.src !== '*' || unit.mark === undefined) return;
    if (unit.mark === 'opens') return void (from = at);
    const beside = [units[from - 1], units[from + 1], units[at - 1], units[at + 1]];
    if (beside.some((each) => each?.src === '**')) (units[from] as Unit).src = unit.src = '_';
  });
}

/** Encodes a neighbour if the mark would not work, and says which. */
function settle(units: readonly Unit[], at: number): number | null {
  const { mark, src } = units[at] as Unit;
  const [outer, inner] = mark === 'opens' ? [at - 1, at + 1] : [at + 1, at - 1];
  const [outside, inside] =
    mark === 'opens'
      ? [kindBefore(units[outer]), kindAfter(units[inner])]
      : [kindAfter(units[outer]), kindBefore(units[inner])];
  if (inside === 'blank' || inside === 'maybe-blank') return encode(units, inner);
  const isFree = (inside === 'letter' && src !== '_') || outside === 'blank' || outside === 'punctuation';
  return isFree ? null : encode(units, outer);
}

function encode(units: readonly Unit[], at: number): number | null {
  const unit = units[at];
  if (unit === undefined || unit.char === '' || unit.src !== unit.char) return null;
  unit.src = encoded(unit.char);
  return at;
}

/** How a mark classes what is before it and after it. */
const kindBefore = (unit: Unit | undefined): Kind =>
  unit === undefined || unit.isBreak === true ? 'blank' : kindOf(unit);
const kindAfter = (unit: Unit | undefined): Kind => (unit === undefined ? 'blank' : kindOf(unit));

function kindOf({ char, src }: Unit): Kind {
  if (char === '' || char !== src) return 'punctuation';
  if (/^[ \t\p{Zs}]$/u.test(char)) return 'blank';
  if (/^[\s\p{Z}]$/u.test(char)) return 'maybe-blank';
  if (/^[!-/:-@[-`{-~]$/.test(char)) return 'punctuation';
  if (char.length > 1) return 'symbol';
  if (/^\p{P}$/u.test(char)) return 'punctuation';
  return /^[\p{L}\p{N}\p{M}\p{C}]$/u.test(char) ? 'letter' : 'symbol';
}
