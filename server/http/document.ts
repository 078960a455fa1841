/**
 * The scribe document for reading: as it is, as it was at an instant, or as it was when the room's log stood at a
 * version (the instant of that commit; both logs are dated by the same clock, Redis's).
 *
 * Always holds: of texts no more are loaded at once than a few, and of one person's one.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ALREADY_SO, recordRestore, restoreRefusal, type RoomState } from '../../shared/room.ts';
import { instant, line } from '../../shared/texts.ts';
import { SERVER } from '../access/people.ts';
import { Turns, type TurnLimits } from '../budgets/turns.ts';
import { actRefusal } from '../sockets/commanding.ts';
import { busy, no } from '../edge/well-formed.ts';
import type { NotOk } from '../../shared/protocol.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { sendUntilKnown } from '../rooms/repeating.ts';
import type { Damage, ReadText } from '../scribe/store/damage.ts';
import { done, reply, type Reply } from './answer.ts';
import { bytes, nothing, restored, type Answer } from './answers.ts';
import { roomRoute, type Route } from './exchange.ts';

const TYPES = { text: 'text/plain', markdown: 'text/markdown', json: 'application/json' } as const;

/**
 * The document that belongs to a room, in some format: what had been written up to an instant, now unless said; where
 * its log is damaged, at its last good state, with what is missing. Rejects when it cannot be read.
 */
interface DocumentReader {
  readGood(room: string, format: keyof typeof TYPES, atMs?: number): Promise<ReadText>;
  /** Deletes what stands in other roots than the editor's. */
  clearOthers(room: string): Promise<void>;
  /** What would make the document what it was at an instant; null when it is that. */
  restoring(room: string, atMs: number): Promise<(() => Promise<void>) | null>;
}

export interface DocumentRouteParts {
  readonly hosting: Hosting;
  readonly documents: DocumentReader;
}

const LIMITS: TurnLimits = { atOnce: 4, eachPerson: 1, mostWaiting: 200, mostWaitingEach: 50 };

/** An instant, in the query of an address. */
export const at = z
  .string()
  .refine(
    (value) => instant.safeParse(value).success,
    'must be an instant like 2026-11-21T14:03:00Z (a + is written %2B)',
  );
const documentQuery = z
  .strictObject({
    format: z.enum(['text', 'markdown', 'json']).optional(),
    at: at.optional(),
    version: z.coerce.number().int().min(1).optional(),
  })
  .refine((query) => query.at === undefined || query.version === undefined, 'an instant or a version, not both');

const restoring = z.strictObject({ at: instant, why: line(300) });

export function documentRoutes(parts: DocumentRouteParts): readonly Route[] {
  const { documents } = parts;
  const turns = new Turns(LIMITS);
  return [
    roomRoute('get', '/api/rooms/{id}/scribe', {
      id: 'readDocument',
      gives: [200, bytes(...Object.values(TYPES))],
      about: 'The scribe document: now, at an instant, or when the room stood at a version.',
      query: documentQuery,
      handle: async ({ caller, hosted, response, query: { format = 'text', ...when } }) => {
        const atMs =
          when.version === undefined
            ? { ok: true as const, value: when.at === undefined ? undefined : Date.parse(when.at) }
            : await instantOf(hosted, when.version);
        if (!atMs.ok) return atMs;
        return inTurn(turns, caller.actor.id, async () => {
          // For a client that has gone while it waited nothing is made.
          if (response.closed) return busy();
          const { text, damage } = await documents.readGood(hosted.id, format, atMs.value);
          return {
            ok: true,
            status: 200,
            body: text,
            type: TYPES[format],
            ...(damage === null ? {} : { headers: { 'watchfloor-damage': missing(damage) } }),
          };
        });
      },
    }),
    clearingRoute(parts, turns),
    restoringRoute(parts, turns),
  ];
}

function clearingRoute({ documents }: DocumentRouteParts, turns: Turns): Route {
  return roomRoute('delete', '/api/rooms/{id}/scribe/other-roots', {
    id: 'clearOtherRoots',
    gives: [204, nothing],
    about: 'Delete what programs keep in the document outside its text, when that is full (administrators).',
    handle: async ({ caller, hosted, audit }) => {
      if (!caller.administrator) return no('access.not-administrator');
      return inTurn(turns, caller.actor.id, async () => {
        await documents.clearOthers(hosted.id);
        audit('document.cleared', { room: hosted.id, by: caller.actor.id });
        return done;
      });
    },
  });
}

function restoringRoute(parts: DocumentRouteParts, turns: Turns): Route {
  return roomRoute('post', '/api/rooms/{id}/scribe/restore', {
    id: 'restoreDocument',
    gives: [200, restored],
    about: 'Restore the document to how it was at an instant, on the record of the room (administrators).',
    body: restoring,
    handle: async ({ caller, hosted, body, audit }) => {
      const refusal = caller.administrator ? actRefusal(caller) : no('access.not-administrator');
      if (refusal !== null) return refusal;
      return inTurn(turns, caller.actor.id, async () => {
        const restored = await restore(parts, hosted, { ...body, by: caller.actor.id });
        if (restored.ok) audit('document.restored', { room: hosted.id, by: caller.actor.id, at: body.at });
        return restored;
      });
    },
  });
}

/** First the record says so, then it is done: nothing happens to a document that the room is not told of. */
async function restore(
  { hosting, documents }: DocumentRouteParts,
  hosted: Hosted<RoomState>,
  { at: to, why, by }: z.output<typeof restoring> & { readonly by: string },
): Promise<Answer<typeof restored>> {
  const refusal = restoreRefusal(hosted.folded.state, to, new Date(hosting.now()).toISOString());
  if (refusal !== null) return no(refusal.code, refusal.facts);
  const perform = await documents.restoring(hosted.id, Date.parse(to));
  if (perform === null) return no(ALREADY_SO);
  const recorded = await sendUntilKnown(hosted, recordRestore(randomUUID(), { by, to, why }), { actor: SERVER });
  if (!recorded.ok) return recorded;
  await perform();
  return reply(200, { restoredTo: to });
}

/** What a reader is not given, in a line that a header may carry. */
function missing({ goodTo, head, sinceMs }: Damage): string {
  const since = sinceMs === null ? '' : `, written from ${new Date(sinceMs).toISOString()} on`;
  return `entries ${goodTo + 1} to ${Math.max(head, goodTo + 1)} of this document cannot be read${since}; this is its last good state`;
}

export async function inTurn<Body>(
  turns: Turns,
  person: string,
  work: () => Promise<Reply<Body> | NotOk>,
): Promise<Reply<Body> | NotOk> {
  const over = await turns.take(person);
  if (over === null) return busy();
  try {
    return await work();
  } finally {
    over();
  }
}

/** When the room's log came to stand at a version. */
async function instantOf(hosted: Hosted<RoomState>, version: number): Promise<{ ok: true; value: number } | NotOk> {
  const { position } = hosted.folded;
  const [commit] = version > position.version ? [] : await hosted.after(version - 1, 1);
  return commit === undefined
    ? no('room.no-such-version', { newest: position.version })
    : { ok: true, value: Date.parse(commit.at) };
}
