/**
 * The thread that does the jobs, one after another as they come. It keeps nothing between them.
 */
import { parentPort } from 'node:worker_threads';
import { unpack } from '../updates/bytes.ts';
import {
  clearing,
  difference,
  mending,
  open,
  read,
  restoring,
  roll,
  rollTogether,
  sealAll,
  type Pieces,
} from './jobs.ts';
import type { DocumentEntry } from '../store/sealed.ts';
import type { Job, JobAnswer } from './thread.ts';

parentPort?.on('message', (job: Job) => {
  parentPort?.postMessage(answer(job));
});

function answer(job: Job): JobAnswer {
  try {
    return { result: perform(job) };
  } catch (problem) {
    return { problem: problem instanceof Error ? problem.message : String(problem) };
  }
}

function perform(job: Job): unknown {
  const parts = unpack(job.packed);
  switch (job.kind) {
    case 'open':
      return open(pieces(parts));
    case 'clear':
      return clearing(pieces(parts));
    case 'mend':
      return mending(pieces(parts));
    case 'restore':
      return restoring(
        pieces(parts.slice(0, job.presentFrom)),
        pieces(parts.slice(job.presentFrom)),
        new Map(job.reached),
      );
    case 'roll':
      return roll(pieces(parts));
    case 'roll-together':
      return rollTogether(pieces(parts));
    case 'difference':
      return difference(parts[0] ?? new Uint8Array(), parts[1] ?? new Uint8Array());
    case 'seal':
      return sealAll(
        parts.map((update, at): DocumentEntry => ({ sequence: job.from + at, atMs: job.timesMs[at] ?? 0, update })),
      );
    case 'read':
      return read(pieces(parts), job.how);
  }
}

/** The first part is the base; an empty one stands for none. */
function pieces([base, ...tail]: readonly Uint8Array[]): Pieces {
  return { base: base === undefined || base.length === 0 ? null : base, tail };
}
