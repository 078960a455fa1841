/**
 * Sets of whole numbers as ranges: one flat array [from, to, from, to, ...], sorted, ends excluded, no two of them
 * touching.
 *
 * Many ranges are added or taken out in one pass over that part of the set where they lie: one after the other, fifty
 * thousand of them would move the whole set fifty thousand times.
 */
import type { Deletion } from './scan.ts';

/** More than that cannot be handed to a function as arguments with certainty. */
const FEW = 1024;

/** What is deleted of each client, in whatever order it was said. */
export function rangesOf(deletions: readonly Deletion[]): Map<number, number[]> {
  const ofClient = new Map<number, Deletion[]>();
  for (const deletion of deletions) {
    const present = ofClient.get(deletion.client);
    if (present === undefined) ofClient.set(deletion.client, [deletion]);
    else present.push(deletion);
  }
  return new Map(
    [...ofClient].map(([client, some]) => [client, joined(some.sort((one, other) => one.from - other.from))]),
  );
}

/** Adds ranges, and tells which parts of them were not in yet, as ranges. */
export function addRanges(ranges: number[], added: readonly number[]): number[] {
  const fresh = without(added, ranges, firstEndingFrom(ranges, added[0] ?? 0));
  if (fresh.length > 0) replace(ranges, added, (present) => united(present, fresh));
  return fresh;
}

/** Takes ranges out; numbers that are not in are left out. */
export function removeRanges(ranges: number[], removed: readonly number[]): void {
  replace(ranges, removed, (present) => without(present, removed, 0));
}

export function covers(ranges: readonly number[], from: number, to: number): boolean {
  const at = firstEndingFrom(ranges, to);
  return (ranges[at] ?? Infinity) <= from;
}

/** That part of the set which some ranges lie in, or touch, becomes another. */
function replace(ranges: number[], some: readonly number[], change: (present: readonly number[]) => number[]): void {
  const [lowest, highest] = [some[0], some.at(-1)];
  if (lowest === undefined || highest === undefined) return;
  const first = firstEndingFrom(ranges, lowest);
  let last = firstEndingFrom(ranges, highest);
  if ((ranges[last] ?? Infinity) <= highest) last += 2;
  const changed = change(ranges.slice(first, last));
  if (changed.length <= FEW) return void ranges.splice(first, last - first, ...changed);
  const rest = ranges.slice(last);
  ranges.length = first;
  for (const part of [changed, rest]) for (const end of part) ranges.push(end);
}

/** Those parts of ranges that are not among others, of which those before a place end too early to matter. */
function without(ranges: readonly number[], others: readonly number[], place: number): number[] {
  const rest: number[] = [];
  let other = place;
  for (let at = 0; at < ranges.length; at += 2) {
    let [from, to] = [ranges[at] as number, ranges[at + 1] as number];
    while ((others[other + 1] ?? Infinity) <= from) other += 2;
    for (; (others[other] ?? Infinity) < to; other += 2) {
      if (from < (others[other] as number)) rest.push(from, others[other] as number);
      from = others[other + 1] as number;
      if (from >= to) break;
    }
    if (from < to) rest.push(from, to);
  }
  return rest;
}

/** Two sets that share nothing. */
function united(one: readonly number[], other: readonly number[]): number[] {
  const all: number[] = [];
  for (let [here, there] = [0, 0]; here < one.length || there < other.length;) {
    const isNextHere = (one[here] ?? Infinity) < (other[there] ?? Infinity);
    const [from, to] = (isNextHere ? [one[here], one[here + 1]] : [other[there], other[there + 1]]) as [number, number];
    if (isNextHere) here += 2;
    else there += 2;
    extend(all, from, to);
  }
  return all;
}

function joined(sorted: readonly Deletion[]): number[] {
  const ranges: number[] = [];
  for (const { from, to } of sorted) extend(ranges, from, to);
  return ranges;
}

/** At the end of a set, from its last range on. */
function extend(ranges: number[], from: number, to: number): void {
  const end = ranges.at(-1) ?? -1;
  if (from > end) ranges.push(from, to);
  else if (to > end) ranges[ranges.length - 1] = to;
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
