/**
 * Attachments over HTTP: add one to a room, read one.
 *
 *   may they write in this room? -> their turn -> the body, up to the limit -> still may? -> kept once by its hash
 *
 * Always holds: no byte is read for who may not add, and what goes out is typed by its bytes, runs nothing, and is shown in place
 * only when it is a picture or plain text.
 */
import type { Response } from 'express';
import { z } from 'zod';
import { ATTACHMENT_ID, isPicture, MOST_ATTACHMENT_BYTES } from '../../shared/attachment.ts';
import type { NotOk } from '../../shared/protocol.ts';
import { mayRead, mayWriteDocument, type RoomState } from '../../shared/room.ts';
import type { Caller } from '../access/caller.ts';
import { readContent, type BodyLimits } from '../attachments/attachment-body.ts';
import { cleanName, disposition } from '../attachments/attachment-name.ts';
import { Damaged, type AttachmentStore } from '../attachments/attachment-store.ts';
import { typeOf } from '../attachments/attachment-type.ts';
import { Turns } from '../attachments/turns.ts';
import { actRefusal, readable } from '../door/commanding.ts';
import { comeIn } from '../door/entering.ts';
import { no } from '../door/well-formed.ts';
import type { Journal } from '../journal.ts';
import { LAW_AHEAD, type Hosted, type Hosting } from '../rooms/hosting.ts';
import { reply, route, type Exchange, type Reply, type Route } from './http-exchange.ts';

export interface AttachmentRouteParts {
  readonly hosting: Hosting;
  readonly attachments: AttachmentStore;
  readonly journal: Journal;
}

interface Parts extends AttachmentRouteParts {
  readonly coming: Turns;
  readonly going: Turns;
}

const LIMITS: BodyLimits = { mostBytes: MOST_ATTACHMENT_BYTES, withinMs: 60_000 };
/** Who does not take what they asked for holds its bytes in our memory for no longer. */
const TAKEN_WITHIN_MS = 120_000;
const YEAR_S = 31_536_000;
const named = z.strictObject({ name: z.string().max(1000).optional() });
type Named = z.output<typeof named>;
type Asked = Exchange<Caller, unknown, Named>;

export function attachmentRoutes(given: AttachmentRouteParts): readonly Route[] {
  const parts: Parts = {
    ...given,
    coming: new Turns({ atOnce: 32, eachPerson: 4, mostWaiting: 2000 }),
    going: new Turns({ atOnce: 64, eachPerson: 16, mostWaiting: 2000 }),
  };
  return [
    route('post', '/api/rooms/{id}/attachments', {
      about: 'Add an attachment: its bytes as the body, 2 MB at most. The same bytes again are the same attachment.',
      query: named,
      takesBytes: true,
      handle: (exchange) => add(parts, exchange),
    }),
    route('get', '/api/rooms/{id}/attachments/{attachment}', {
      about: 'The bytes of an attachment, typed by what they are.',
      query: named,
      handle: (exchange) => show(parts, exchange),
    }),
  ];
}

async function add(parts: Parts, { caller, params, query, request }: Asked): Promise<Reply | NotOk> {
  const hosted = await readable(parts.hosting, caller, params['id'] ?? '');
  if (hosted === null) return no('room.unknown');
  const refusal = actRefusal(caller) ?? (await writerRefusal(hosted, caller));
  if (refusal !== null) return refusal;
  const done = await parts.coming.take(caller.actor.id);
  if (done === null) return no('busy');
  try {
    const content = await readContent(request, LIMITS);
    if (typeof content === 'string') return no(`attachment.${content}`);
    const since = standingRefusal(hosted, caller);
    if (since !== null) return since;
    if ((await parts.attachments.keep(hosted.id, content)) === 'full') return no('attachment.room-full');
    const type = typeOf(content.bytes);
    return reply(201, { id: content.id, type, bytes: content.bytes.length, name: cleanName(query.name, type) });
  } finally {
    done();
  }
}

/** Who adds comes into the room by it, like by any other act. */
async function writerRefusal(hosted: Hosted<RoomState>, caller: Caller): Promise<NotOk | null> {
  await hosted.fresh();
  const joined = mayRead(hosted.folded.state, caller.actor.id) ? await comeIn(hosted, caller) : null;
  if (joined?.ok !== false) return standingRefusal(hosted, caller);
  // Many at once all try to join: the first has, and the others are told so before it is folded here.
  await hosted.fresh();
  return standingRefusal(hosted, caller) === null ? null : joined;
}

/** Asked again when the body has come: somebody may have been removed meanwhile. */
function standingRefusal({ folded: { state }, frozen }: Hosted<RoomState>, { actor }: Caller): NotOk | null {
  if (!mayRead(state, actor.id)) return no('room.unknown');
  if (frozen !== null) return no(frozen === LAW_AHEAD ? 'unavailable' : 'room.frozen');
  return mayWriteDocument(state, actor.id) ? null : no('attachment.not-yours');
}

async function show(parts: Parts, { caller, params, query, response }: Asked): Promise<Reply | NotOk> {
  const hosted = await readable(parts.hosting, caller, params['id'] ?? '');
  if (hosted === null || !mayRead((await hosted.fresh()).state, caller.actor.id)) return no('room.unknown');
  const id = params['attachment'] ?? '';
  if (!ATTACHMENT_ID.test(id)) return no('attachment.unknown');
  const done = await parts.going.take(caller.actor.id);
  if (done === null) return no('busy');
  untilTaken(response, done);
  try {
    const bytes = await parts.attachments.read(hosted.id, id);
    return bytes === null ? no('attachment.unknown') : shown(bytes, id, query.name);
  } catch (problem) {
    if (!(problem instanceof Damaged)) throw problem;
    parts.journal.error('attachment.damaged', { room: hosted.id, id, problem: problem.message });
    return no('attachment.damaged');
  }
}

/** Its bytes are in memory until they are taken or the connection is gone; then it is somebody else's turn. */
function untilTaken(response: Response, done: () => void): void {
  if (response.closed) return done();
  const late = setTimeout(() => response.destroy(), TAKEN_WITHIN_MS);
  response.once('close', () => {
    clearTimeout(late);
    done();
  });
}

/** Contents have no names, only lines have: the address may carry one. */
function shown(bytes: Buffer, id: string, name: string | undefined): Reply {
  const type = typeOf(bytes);
  const isText = type === 'text/plain';
  const headers = {
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Content-Disposition': disposition(isText || isPicture({ type }) ? 'inline' : 'attachment', cleanName(name, type)),
    'Cache-Control': `private, max-age=${YEAR_S}, immutable`,
    ETag: `"${id}"`,
  };
  return { ok: true, status: 200, body: bytes, type: isText ? 'text/plain; charset=utf-8' : type, headers };
}
