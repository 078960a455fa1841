/** How a rewritten text compares with the one it was made from. */

/**
 * For each unit of `from` its place in `to`, or -1. `rank`: 3 the same, 2 one holds the other's letters in their order,
 * 1 alike.
 */
export interface Likeness {
  readonly rank: 1 | 2 | 3;
  readonly places: readonly number[];
}

/** Beyond this many comparisons only the beginnings and ends are compared. */
const MOST_COMPARISONS = 1_000_000;
/**
 * Alike means that so much of the shorter one is in the other: any two sentences share some 0.6 of their letters in
 * order.
 */
export const ALIKE = 0.8;

/** Null when the two have too little in common. */
export function likeness(from: string, to: string): Likeness | null {
  if (from === '' || to === '') return null;
  if (from === to) return { rank: 3, places: run(0, from.length) };
  const at = to.indexOf(from);
  if (at !== -1) return { rank: 2, places: run(at, from.length) };
  const within = from.indexOf(to);
  if (within !== -1)
    return {
      rank: 2,
      places: [...nowhere(within), ...run(0, to.length), ...nowhere(from.length - within - to.length)],
    };
  const places = compared(from, to);
  const common = places.filter((place) => place !== -1).length;
  if (common === from.length) return { rank: 2, places };
  return common >= ALIKE * Math.min(from.length, to.length) ? { rank: 1, places } : null;
}

/** How many letters in a row. */
export function longestPiece(places: readonly number[]): number {
  let longest = 0,
    piece = 0;
  for (const [at, place] of places.entries()) {
    piece = place === -1 ? 0 : place === (places[at - 1] ?? -1) + 1 ? piece + 1 : 1;
    longest = Math.max(longest, piece);
  }
  return longest;
}

const run = (start: number, length: number): number[] => Array.from({ length }, (_, at) => start + at);
const nowhere = (length: number): number[] => Array.from({ length }, () => -1);

/** For each unit of `from` its place in `to`, or -1. */
export function compared(from: string, to: string): number[] {
  const least = Math.min(from.length, to.length);
  let head = 0,
    tail = 0;
  while (head < least && from[head] === to[head]) head += 1;
  while (tail < least - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  const middle = longestCommon(from.slice(head, from.length - tail), to.slice(head, to.length - tail));
  return [
    ...run(0, head),
    ...middle.map((place) => (place === -1 ? -1 : head + place)),
    ...run(to.length - tail, tail),
  ];
}

/** The longest common subsequence: for each unit of `from` its place in `to`, or -1. */
function longestCommon(from: string, to: string): number[] {
  const places = nowhere(from.length);
  if (from.length * to.length > MOST_COMPARISONS) return places;
  const width = to.length + 1;
  const lengths = new Uint16Array((from.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = from.length - 1; row >= 0; row -= 1) {
    for (let column = to.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        from[row] === to[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < from.length && column < to.length;) {
    if (from[row] === to[column]) places[row++] = column++;
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return places;
}
