/**
 * Commits for one answer: no more than were asked for, and no more than one answer may weigh; but one, if there is one.
 * A log is read in steps: of long texts no more are read than are sent.
 */
import type { Commit } from '../../shared/envelope.ts';
import { jsonOnce } from '../edge/json-once.ts';
import type { Hosted } from '../rooms/hosting.ts';

const STEP = 64;

/** A log, as a room has it. */
export type Readable = Pick<Hosted<unknown>, 'folded' | 'after' | 'before'>;

export interface Most {
  readonly commits: number;
  readonly bytes: number;
}

/** The first ones after a version, oldest first. For the rest, ask again from the last one's version on. */
export async function oldest(log: Readable, after: number, most: Most): Promise<readonly Commit[]> {
  return gather(most, (known, count) => log.after(after + known, count));
}

/** The last ones before a version, oldest first. */
export async function newest(log: Readable, before: number, most: Most): Promise<readonly Commit[]> {
  const end = Math.min(before, log.folded.position.version + 1);
  const reversed = await gather(most, async (known, count) => (await log.before(end - known, count)).toReversed());
  return reversed.toReversed();
}

async function gather(
  most: Most,
  read: (known: number, count: number) => Promise<readonly Commit[]>,
): Promise<readonly Commit[]> {
  const taken: Commit[] = [];
  for (let bytes = 0; taken.length < most.commits;) {
    const count = Math.min(STEP, most.commits - taken.length);
    const step = await read(taken.length, count);
    for (const commit of step) {
      bytes += Buffer.byteLength(jsonOnce(commit));
      if (bytes > most.bytes && taken.length > 0) return taken;
      taken.push(commit);
    }
    if (step.length < count) break;
  }
  return taken;
}
