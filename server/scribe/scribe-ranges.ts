/**
 * A set of whole numbers as ranges: one flat array [from, to, from, to, ...], sorted, ends excluded, no two of them touching.
 */

/** Adds a range, and tells which parts of it were not in yet, as ranges. */
export function addRange(ranges: number[], from: number, to: number): number[] {
  const first = firstEndingFrom(ranges, from);
  const fresh: number[] = [];
  let [at, low, high, last] = [from, from, to, first];
  for (; last < ranges.length && (ranges[last] as number) <= to; last += 2) {
    const [start, end] = [ranges[last] as number, ranges[last + 1] as number];
    if (start > at) fresh.push(at, start);
    at = Math.max(at, end);
    low = Math.min(low, start);
    high = Math.max(high, end);
  }
  if (at < to) fresh.push(at, to);
  if (fresh.length > 0) ranges.splice(first, last - first, low, high);
  return fresh;
}

/** Takes a range out; numbers that are not in are left out. */
export function removeRange(ranges: number[], from: number, to: number): void {
  const first = firstEndingFrom(ranges, from + 1);
  const rest: number[] = [];
  let last = first;
  for (; last < ranges.length && (ranges[last] as number) < to; last += 2) {
    const [start, end] = [ranges[last] as number, ranges[last + 1] as number];
    if (start < from) rest.push(start, from);
    if (end > to) rest.push(to, end);
  }
  ranges.splice(first, last - first, ...rest);
}

/** The place of the first range that ends at or after a number. */
function firstEndingFrom(ranges: readonly number[], from: number): number {
  let [low, high] = [0, ranges.length >> 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle * 2 + 1] as number) < from) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}
