/**
 * One consumer reads one log to its end:
 *
 *   cursor -> commits after it -> consume -> writes and cursor in one step -> again, until that step says that nothing is left
 *
 * It may be ended between any two of these steps, and may run twice at once: the cursor moves only from where it was
 * read. What Redis answers is on its disk (`appendfsync always`), so no commit is consumed that could still be lost.
 */
import type { RoomLog } from '../log/room-log.ts';
import type { Consumed, Consumer, Portion } from './consumer.ts';
import type { Cursors } from './cursors.redis.ts';

const MOST_COMMITS = 200;
/** A portion that takes longer has failed, and is tried again. */
const MOST_MS = 30_000;

export interface DrainParts {
  readonly log: Pick<RoomLog, 'read'>;
  readonly cursors: Pick<Cursors, 'read' | 'move'>;
  readonly stopping: AbortController;
}

/** Rejects with what the consumer threw, with the reason for stopping, or when the log has a gap. */
export async function drain(id: string, consumer: Consumer, { log, cursors, stopping }: DrainParts): Promise<void> {
  const { signal } = stopping;
  for (let isEmpty = false; ;) {
    signal.throwIfAborted();
    const from = await cursors.read(consumer.name, id);
    const commits = await log.read(id, from.version, MOST_COMMITS);
    const wasEmpty = isEmpty;
    isEmpty = commits.length === 0;
    const version = commits.at(-1)?.version ?? from.version;
    if (version !== from.version + commits.length || (isEmpty && wasEmpty))
      throw new Error(`version ${from.version + 1} or one soon after it is missing`);
    const consumed = isEmpty ? {} : await inTime(consumer, { log: id, commits, memo: from.memo, signal }, stopping);
    if ((await cursors.move({ log: id, consumer: consumer.name, from, version, consumed })) === 'head') return;
  }
}

function inTime(consumer: Consumer, portion: Portion, stopping: AbortController): Promise<Consumed> {
  const { signal } = portion;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    const timer = setTimeout(() => stopping.abort(new Error(`took longer than ${MOST_MS / 1000} s`)), MOST_MS);
    const consume = async (): Promise<Consumed> => consumer.consume(portion);
    signal.addEventListener('abort', giveUp);
    consume()
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
      });
  });
}
