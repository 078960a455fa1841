/**
 * The highest rate that a candidate sustains: 1.5 times as much each time, until the 99th percentile reaches 100 ms,
 * something does not arrive, or the generator can't send faster; then by bisection.
 */
export type Tell = (line: string) => void;

/** What one try at one rate measured. */
export interface Tried {
  readonly offeredPerSecond: number;
  readonly deliveredPerSecond: number;
  /** How much of all that was sent arrived, from 0 to 1. */
  readonly arrived: number;
  readonly p99Ms: number;
  /** The share of time that the generator itself was busy. */
  readonly generatorBusy: number;
  /** Why someone was disconnected. */
  readonly ended: string | null;
}

export interface Search {
  /** Where an earlier round ended; null in the first one. */
  readonly near: number | null;
  readonly first: number;
  /** The most that can be sent; a candidate that keeps up with it is not asked for more. */
  readonly ceiling: number;
  readonly tell: Tell;
}

const LIMIT_MS = 100;
const STEP = 1.5;
const CLOSER = 3;

export async function highest<Result extends Tried>(
  once: (perSecond: number) => Promise<Result>,
  { near, first, ceiling, tell }: Search,
): Promise<Result> {
  const tries = async (perSecond: number): Promise<Result | null> => {
    // Tried twice, because a single pause of the machine is not the server's limit.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const result = await once(perSecond);
      const isKept = keepsUp(result);
      tell(
        `${thousands(perSecond)}/s: ${thousands(result.deliveredPerSecond)}/s arrived, p99 ${result.p99Ms.toFixed(0)} ms, generator ${(result.generatorBusy * 100).toFixed(0)} % busy${isKept ? '' : `  x ${result.ended ?? ''}`}`,
      );
      if (isKept) return result;
    }
    return null;
  };
  let [low, best] = await firstKept(near === null ? first : near / STEP, tries);
  let high = Math.min(low * STEP, ceiling);
  for (let better = await tries(high); better !== null; better = await tries(high)) {
    if (high === ceiling) return better;
    [low, best, high] = [high, better, Math.min(high * STEP, ceiling)];
  }
  for (let turn = 0; turn < CLOSER; turn += 1) {
    const middle = Math.sqrt(low * high);
    const better = await tries(middle);
    if (better === null) high = middle;
    else [low, best] = [middle, better];
  }
  return best;
}

async function firstKept<Result>(
  from: number,
  tries: (perSecond: number) => Promise<Result | null>,
): Promise<[number, Result]> {
  for (let perSecond = from; perSecond > 1_000; perSecond /= STEP) {
    const result = await tries(perSecond);
    if (result !== null) return [perSecond, result];
  }
  throw new Error('not even 1,000 deliveries a second were kept up');
}

function keepsUp({ p99Ms, arrived, deliveredPerSecond, offeredPerSecond, ended }: Tried): boolean {
  return p99Ms < LIMIT_MS && arrived > 0.9999 && ended === null && deliveredPerSecond > offeredPerSecond * 0.95;
}

export const thousands = (value: number): string => `${(value / 1000).toFixed(value < 100_000 ? 1 : 0)} k`;
