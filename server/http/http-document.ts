/**
 * The scribe document for reading: as it is, as it was at an instant, or as it was when the room's log stood at a version (the instant
 * of that commit; both logs are dated by the same clock, Redis's).
 *
 * Always holds: of texts no more are loaded at once than a few, and of one person's one.
 */
import { z } from 'zod';
import type { RoomState } from '../../shared/room.ts';
import { instant } from '../../shared/texts.ts';
import { Turns, type TurnLimits } from '../attachments/turns.ts';
import { readable } from '../door/commanding.ts';
import { no } from '../door/well-formed.ts';
import type { NotOk } from '../../shared/protocol.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { route, type Reply, type Route } from './http-exchange.ts';

const TYPES = { text: 'text/plain', markdown: 'text/markdown', json: 'application/json' } as const;

/** The document that belongs to a room, in some format: what had been written up to an instant, now unless said. Rejects when it cannot be read. */
export interface DocumentReader {
  read(room: string, format: keyof typeof TYPES, atMs?: number): Promise<string>;
}

export interface DocumentRouteParts {
  readonly hosting: Hosting;
  readonly documents: DocumentReader;
}

const LIMITS: TurnLimits = { atOnce: 4, eachPerson: 1, mostWaiting: 200 };

const at = z
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

export function documentRoutes({ hosting, documents }: DocumentRouteParts): readonly Route[] {
  const turns = new Turns(LIMITS);
  return [
    route('get', '/api/rooms/{id}/scribe', {
      about: 'The scribe document: now, at an instant, or when the room stood at a version.',
      query: documentQuery,
      handle: async ({ caller, params, response, query: { format = 'text', ...when } }) => {
        const hosted = await readable(hosting, caller, params['id'] ?? '');
        if (hosted === null) return no('room.unknown');
        const atMs =
          when.version === undefined
            ? { ok: true as const, value: when.at === undefined ? undefined : Date.parse(when.at) }
            : await instantOf(hosted, when.version);
        if (!atMs.ok) return atMs;
        return inTurn(turns, caller.actor.id, async () => {
          // Whoever has gone while they waited gets nothing made for them.
          if (response.closed) return no('busy');
          return {
            ok: true,
            status: 200,
            body: await documents.read(hosted.id, format, atMs.value),
            type: TYPES[format],
          };
        });
      },
    }),
  ];
}

async function inTurn(turns: Turns, person: string, work: () => Promise<Reply | NotOk>): Promise<Reply | NotOk> {
  const done = await turns.take(person);
  if (done === null) return no('busy');
  try {
    return await work();
  } finally {
    done();
  }
}

/** When the room's log came to stand at a version. */
async function instantOf(hosted: Hosted<RoomState>, version: number): Promise<{ ok: true; value: number } | NotOk> {
  const { position } = await hosted.fresh();
  const [commit] = version > position.version ? [] : await hosted.after(version - 1, 1);
  return commit === undefined
    ? no('room.no-such-version', { newest: position.version })
    : { ok: true, value: Date.parse(commit.at) };
}
