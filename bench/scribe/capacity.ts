/**
 * How much a candidate can deliver, and what a steady load costs it: fifty people at one new document, ten of them
 * typing.
 *
 *   most:    1.5 times as much each time, until the 99th percentile reaches 100 ms, something does not arrive, or typing
 *            can't be faster; then by bisection
 *   steady:  20,000 deliveries a second for a while
 */
import type { Stage } from './candidates.ts';
import { FASTEST_TYPING, load, type LoadResult } from './load.ts';

const PEOPLE = 50;
const TYPING = 10;
const LISTENERS_OF_EACH = PEOPLE - 1;
const LIMIT_MS = 100;
const STEADY_PER_SECOND = 20_000;
const FIRST_PER_SECOND = 100_000;
const STEP = 1.5;
const CLOSER = 3;
/** The most that ten can type; a candidate that keeps up with it is not asked for more. */
const CEILING_PER_SECOND = FASTEST_TYPING * TYPING * LISTENERS_OF_EACH;

export type Tell = (line: string) => void;

export async function steady(stage: Stage, seconds: number): Promise<LoadResult> {
  // Long enough for every server's hot code to be compiled and its first housekeeping to be done.
  return once(stage, STEADY_PER_SECOND, { warmSeconds: 15, seconds });
}

/** The highest rate that was sustained. `near` is where an earlier round ended. */
export async function most(
  stage: Stage,
  { seconds, near, tell }: { seconds: number; near: number | null; tell: Tell },
): Promise<LoadResult> {
  const tries = async (perSecond: number): Promise<LoadResult | null> => {
    // Tried twice, because a single pause of the machine is not the server's limit.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const result = await once(stage, perSecond, { warmSeconds: 1, seconds });
      const isKept = keepsUp(result);
      tell(
        `${thousands(perSecond)}/s: ${thousands(result.deliveredPerSecond)}/s arrived, p99 ${result.p99Ms.toFixed(0)} ms, generator ${(result.generatorBusy * 100).toFixed(0)} % busy${isKept ? '' : `  x ${result.ended ?? ''}`}`,
      );
      if (isKept) return result;
    }
    return null;
  };
  let [low, best] = await firstKept(near === null ? FIRST_PER_SECOND : near / STEP, tries);
  let high = Math.min(low * STEP, CEILING_PER_SECOND);
  for (let better = await tries(high); better !== null; better = await tries(high)) {
    if (high === CEILING_PER_SECOND) return better;
    [low, best, high] = [high, better, Math.min(high * STEP, CEILING_PER_SECOND)];
  }
  for (let turn = 0; turn < CLOSER; turn += 1) {
    const middle = Math.sqrt(low * high);
    const better = await tries(middle);
    if (better === null) high = middle;
    else [low, best] = [middle, better];
  }
  return best;
}

async function firstKept(
  from: number,
  tries: (perSecond: number) => Promise<LoadResult | null>,
): Promise<[number, LoadResult]> {
  for (let perSecond = from; perSecond > 1_000; perSecond /= STEP) {
    const result = await tries(perSecond);
    if (result !== null) return [perSecond, result];
  }
  throw new Error('not even 1,000 deliveries a second were kept up');
}

async function once(
  stage: Stage,
  perSecond: number,
  duration: { warmSeconds: number; seconds: number },
): Promise<LoadResult> {
  const document = await stage.newDocument();
  const seats = Array.from({ length: PEOPLE }, (_, person) => stage.seat(document, person));
  return load({
    seats,
    typing: TYPING,
    rate: perSecond / (TYPING * LISTENERS_OF_EACH),
    cpu: () => stage.cpu(),
    ...duration,
  });
}

function keepsUp({ p99Ms, arrived, deliveredPerSecond, offeredPerSecond, ended }: LoadResult): boolean {
  return p99Ms < LIMIT_MS && arrived > 0.9999 && ended === null && deliveredPerSecond > offeredPerSecond * 0.95;
}

export const thousands = (value: number): string => `${(value / 1000).toFixed(value < 100_000 ? 1 : 0)} k`;
