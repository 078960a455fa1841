/**
 * Restoring a document to how it was at an instant, for everyone, as one more entry of its log: the past stays
 * readable, and nothing that was written can be missing because of it.
 *
 *   the text of then, and the document as it is -> the change between them (restoring.ts) -> appended
 *     -> where the log is damaged: a whole text from here on, so that no one needs the damaged part to read the present
 */
import { parseUpdateMeta } from 'yjs';
import { CLOCK } from '../../../shared/envelope.ts';
import type { OwnedSpan, ScribeAppender } from '../store/append.ts';
import { readGood, type DamageParts } from '../store/damage.ts';
import type { Pieces } from '../worker/jobs.ts';
import { piecesLeft } from './opening.ts';

export interface RestoringParts extends DamageParts {
  readonly appender: ScribeAppender;
}

/** Someone else may append for the server at the same time. */
const ATTEMPTS = 5;

/**
 * What would be done; null when the document says the same as then, and is whole. Rejects when the store cannot be
 * reached.
 */
export async function restoringTo(
  parts: RestoringParts,
  room: string,
  atMs: number,
): Promise<(() => Promise<void>) | null> {
  const [then, now] = [
    await readGood(parts, { room, format: 'json', atMs }),
    await readGood(parts, { room, format: 'json' }),
  ];
  const isDamaged = now.damage !== null;
  if (!isDamaged && (await changeTo(parts, room, then.pieces)).update === null) return null;
  return async () => {
    const appended = await append(parts, room, then.pieces);
    if (isDamaged) await keepWhole(parts, room, appended);
  };
}

interface Entry {
  readonly sequence: number;
  readonly atMs: number;
}

/** Always an entry, also where someone did the same meanwhile. */
async function append(parts: RestoringParts, room: string, then: Pieces): Promise<Entry> {
  const document = await parts.store.identity(room);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { update, spans } = await changeTo(parts, room, then);
    const appended = await parts.appender.append(room, update ?? NOTHING, spans, { document });
    if (appended.kind === 'appended') return appended;
  }
  throw new Error(`others write into ${room}'s document for the server at the same time`);
}

const NOTHING = Uint8Array.from([0, 0]);

async function changeTo(
  { store, worker }: RestoringParts,
  room: string,
  then: Pieces,
): Promise<{ update: Uint8Array | null; spans: readonly OwnedSpan[] }> {
  // First, so that the log has all that they have written by then.
  const clients = await store.clients(room);
  const update = await worker.restoring(
    then,
    await piecesLeft(store, room),
    new Map([...clients].map(([client, { next }]) => [client, next])),
  );
  const spans = [...(update === null ? [] : parseUpdateMeta(update).to)].flatMap(([client, to]): OwnedSpan[] => {
    const { next: from, owner: person } = clients.get(client) ?? { next: 0, owner: CLOCK };
    return to > from ? [{ client, from, to, person }] : [];
  });
  return { update, spans };
}

/** Joiners begin with it, and so does any reader of a moment after it. */
async function keepWhole({ store, worker }: RestoringParts, room: string, { sequence, atMs }: Entry): Promise<void> {
  const rolled = await worker.rollTogether(await piecesLeft(store, room, sequence));
  await store.archive.saveKeyframe(room, { sequence, atMs, state: rolled.state });
  await store.saveCopy(room, { sequence, ...rolled });
}
