/**
 * How much a candidate can deliver, and what a steady load costs it: fifty people at one new document, ten of them
 * typing.
 *
 *   most:    1.5 times as much each time, until the 99th percentile reaches 100 ms, something does not arrive, or typing
 *            can't be faster; then by bisection
 *   steady:  20,000 deliveries a second for a while
 */
import type { Stage } from './candidates.ts';
import { highest, type Tell } from '../common/search.ts';
import { FASTEST_TYPING, load, type LoadResult } from './load.ts';

const PEOPLE = 50;
const TYPING = 10;
const LISTENERS_OF_EACH = PEOPLE - 1;
const STEADY_PER_SECOND = 20_000;
const FIRST_PER_SECOND = 100_000;
/** The most that ten can type; a candidate that keeps up with it is not asked for more. */
const CEILING_PER_SECOND = FASTEST_TYPING * TYPING * LISTENERS_OF_EACH;

export async function steady(stage: Stage, seconds: number): Promise<LoadResult> {
  // Long enough for every server's hot code to be compiled and its first housekeeping to be done.
  return once(stage, STEADY_PER_SECOND, { warmSeconds: 15, seconds });
}

/** The highest rate that was sustained. `near` is where an earlier round ended. */
export async function most(
  stage: Stage,
  { seconds, near, tell }: { seconds: number; near: number | null; tell: Tell },
): Promise<LoadResult> {
  return highest((perSecond) => once(stage, perSecond, { warmSeconds: 1, seconds }), {
    near,
    first: FIRST_PER_SECOND,
    ceiling: CEILING_PER_SECOND,
    tell,
  });
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
