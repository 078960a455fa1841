/**
 * Attachments over HTTP: add one to a room, read one.
 *
 *   may they write in this room? -> their turn -> so much of their budget -> the body, up to the limit -> a picture without its metadata
 *     -> still may? -> kept once by its hash; what of the budget was not kept is given back
 *
 * Always holds: no byte is read for who may not add, and what goes out is typed by its bytes, runs nothing, and is
 * shown in place only when it is a picture or plain text.
 */
import type { Response } from 'express';
import { z } from 'zod';
import { ATTACHMENT_ID, isPicture, MOST_ATTACHMENT_BYTES } from '../../shared/attachment.ts';
import type { NotOk } from '../../shared/protocol.ts';
import { mayWriteDocument, type RoomState } from '../../shared/room.ts';
import type { Caller } from '../access/caller.ts';
import type { Budgets } from '../budgets/budgets.ts';
import { readContent, type BodyLimits, type Content } from '../attachments/body.ts';
import { cleanName, disposition } from '../attachments/name.ts';
import { withoutMetadata } from '../attachments/picture.ts';
import { Damaged, type AttachmentStore } from '../attachments/store.ts';
import { typeOfContent } from '../attachments/type.ts';
import { Turns } from '../budgets/turns.ts';
import { actRefusal } from '../sockets/commanding.ts';
import { comeIn } from '../sockets/entering.ts';
import { unseen } from '../edge/room-guard.ts';
import { busy, no } from '../edge/well-formed.ts';
import type { Logger } from '../logger.ts';
import { LAW_AHEAD, type Hosted } from '../rooms/hosting.ts';
import { reply, type Reply } from './answer.ts';
import { attachment, bytes, type Answer } from './answers.ts';
import { sentBytes } from './body.ts';
import { roomRoute, type Exchange, type InRoom, type Route } from './exchange.ts';

export interface AttachmentRouteParts {
  readonly budgets: Budgets;
  readonly attachments: AttachmentStore;
  readonly logger: Logger;
}

interface Parts extends AttachmentRouteParts {
  readonly coming: Turns;
  readonly going: Turns;
}

const LIMITS: BodyLimits = { mostBytes: MOST_ATTACHMENT_BYTES, withinMs: 60_000 };
/** A client that does not take what it asked for keeps its bytes in our memory for no longer. */
const TAKEN_WITHIN_MS = 120_000;
const QUEUE = { mostWaiting: 2000, mostWaitingEach: 250 };
const named = z.strictObject({ name: z.string().max(1000).optional() });
type Named = z.output<typeof named>;
type Asked = Exchange<Caller, unknown, Named> & InRoom;

export function attachmentRoutes(given: AttachmentRouteParts): readonly Route[] {
  const parts: Parts = {
    ...given,
    coming: new Turns({ atOnce: 32, eachPerson: 4, ...QUEUE }),
    going: new Turns({ atOnce: 64, eachPerson: 4, ...QUEUE }),
  };
  return [
    roomRoute('post', '/api/rooms/{id}/attachments', {
      id: 'addAttachment',
      gives: [201, attachment],
      about:
        'Add an attachment: its bytes as the body, 2 MB at most. The same bytes again are the same attachment. A picture is kept without its metadata, and the answer has the id of what is kept.',
      query: named,
      takesBytes: true,
      handle: (exchange) => add(parts, exchange),
    }),
    roomRoute('get', '/api/rooms/{id}/attachments/{attachment}', {
      id: 'readAttachment',
      gives: [200, bytes('application/octet-stream')],
      about: 'The bytes of an attachment, typed by what they are.',
      query: named,
      givesBytes: true,
      handle: (exchange) => show(parts, exchange),
    }),
  ];
}

async function add(parts: Parts, { caller, hosted, query, request }: Asked): Promise<Answer<typeof attachment>> {
  const refusal = actRefusal(caller) ?? (await writerRefusal(hosted, caller));
  if (refusal !== null) return refusal;
  const done = await parts.coming.take(caller.actor.id);
  if (done === null) return busy();
  try {
    return await taken(parts, hosted, { caller, query, request });
  } finally {
    done();
  }
}

type Coming = Pick<Asked, 'caller' | 'query' | 'request'>;

/** Charged for what they say they send before any of it is read, and in the end for what was kept. */
async function taken(
  parts: Parts,
  hosted: Hosted<RoomState>,
  { caller, query, request }: Coming,
): Promise<Answer<typeof attachment>> {
  const bytes = sentBytes(request, LIMITS.mostBytes);
  const budget = bytes > LIMITS.mostBytes ? null : await parts.budgets.upload(caller, bytes);
  if (budget?.ok === false) return budget;
  let kept: Content | null = null;
  try {
    const sent = await readContent(request, LIMITS);
    const content = typeof sent === 'string' ? no(`attachment.${sent}`) : await keep(parts, hosted, { caller, sent });
    if ('ok' in content) return content;
    kept = content;
    const type = typeOfContent(content.id, content.bytes);
    return reply(201, { id: content.id, type, bytes: content.bytes.length, name: cleanName(query.name, type) });
  } finally {
    await budget?.giveBack(bytes - (kept?.bytes.length ?? 0));
  }
}

/** What is kept of what was sent, or why nothing is. */
async function keep(
  { attachments }: Parts,
  hosted: Hosted<RoomState>,
  { caller, sent }: { caller: Caller; sent: Content },
): Promise<Content | NotOk> {
  const content = withoutMetadata(sent);
  if (content === null) return no('attachment.unreadable-picture');
  const since = standingRefusal(hosted, caller);
  if (since !== null) return since;
  const outcome = await attachments.keep(hosted.id, content);
  if (outcome === 'kept') return content;
  return no(outcome === 'full' ? 'attachment.room-full' : 'attachment.workspace-full');
}

/** A person who adds one joins the room by it, like by any other act. */
async function writerRefusal(hosted: Hosted<RoomState>, caller: Caller): Promise<NotOk | null> {
  const joined = await comeIn(hosted, caller, { joins: true });
  if (joined?.ok !== false) return standingRefusal(hosted, caller);
  // Many at once all try to join: the first has, and the others are told so before it is folded here.
  await hosted.fresh();
  return standingRefusal(hosted, caller) === null ? null : joined;
}

/** Asked again when the body has arrived: the person may have been removed meanwhile. */
function standingRefusal(hosted: Hosted<RoomState>, caller: Caller): NotOk | null {
  const {
    folded: { state },
    frozen,
  } = hosted;
  const refusal = unseen(caller, hosted);
  if (refusal !== null) return refusal;
  if (frozen !== null) return no(frozen === LAW_AHEAD ? 'unavailable' : 'room.frozen');
  return mayWriteDocument(state, caller.actor.id) ? null : no('attachment.not-yours');
}

async function show(parts: Parts, { caller, hosted, params, query, request, response }: Asked): Promise<Reply | NotOk> {
  const id = params['attachment'] ?? '';
  if (!ATTACHMENT_ID.test(id)) return no('attachment.unknown');
  const size = await parts.attachments.size(hosted.id, id);
  if (size === null) return no('attachment.unknown');
  // What an id shows never changes: a browser that has it needs nothing read.
  if (request.headers['if-none-match']?.includes(`"${id}"`) === true)
    return { ok: true, status: 304, headers: cached(id) };
  const tooFast = await parts.budgets.download(caller, size);
  if (tooFast !== null) return tooFast;
  const done = await parts.going.take(caller.actor.id);
  if (done === null) return busy();
  untilTaken(response, done);
  try {
    const bytes = await parts.attachments.read(hosted.id, id);
    return bytes === null ? no('attachment.unknown') : shown(bytes, id, query.name);
  } catch (problem) {
    if (!(problem instanceof Damaged)) throw problem;
    parts.logger.error('attachment.damaged', { room: hosted.id, id, problem: problem.message });
    return no('attachment.damaged');
  }
}

/** Its bytes are in memory until they are taken or the connection is gone; then it is the next one's turn. */
function untilTaken(response: Response, done: () => void): void {
  if (response.closed) return done();
  const late = setTimeout(() => response.destroy(), TAKEN_WITHIN_MS);
  response.once('close', () => {
    clearTimeout(late);
    // The event loop comes round in between.
    setImmediate(done);
  });
}

/**
 * A browser may keep it for the person signed in, and asks each time whether they still are: what it kept is shown to
 * no one afterwards.
 */
const cached = (id: string) => ({
  'Cache-Control': 'private, no-cache',
  Vary: 'Cookie, Authorization',
  ETag: `"${id}"`,
});

/** Contents have no names, only lines have: the address may carry one. */
function shown(bytes: Buffer, id: string, name: string | undefined): Reply {
  const type = typeOfContent(id, bytes);
  const isText = type === 'text/plain';
  const headers = {
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Content-Disposition': disposition(isText || isPicture({ type }) ? 'inline' : 'attachment', cleanName(name, type)),
    ...cached(id),
  };
  return { ok: true, status: 200, body: bytes, type: isText ? 'text/plain; charset=utf-8' : type, headers };
}
