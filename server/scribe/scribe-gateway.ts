/**
 * The gateway to the scribe document: WebSockets at /scribe/<room>, in the protocol that y-websocket and any other Yjs client speak.
 *
 *   who is this? -> may they read this room? -> same editor schema? -> the live document of this server (opened on first use)
 *
 * The connection is accepted first and closed with a code when the answer is no, because a browser can read a close code and no HTTP
 * status. Who may write is asked of the room at every write, so a change of the crew holds from its commit on.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { mayRead, type RoomState } from '../../shared/room.ts';
import { DOCUMENT_SCHEMA } from '../../shared/scribe/words.ts';
import { mayAct, type Access, type Caller } from '../access/caller.ts';
import { comeIn } from '../door/entering.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { within } from '../rooms/waiting.ts';
import type { Journal } from '../journal.ts';
import { connectForRequests } from '../log/redis.ts';
import { ScribeAppender } from './scribe-append.ts';
import { ScribeKeeper } from './scribe-keeper.ts';
import { LiveDocuments } from './scribe-live.ts';
import { ScribePast } from './scribe-past.ts';
import { ScribeSocket, type Visitor } from './scribe-socket.ts';
import { ScribeStore } from './scribe-store.ts';
import type { ScribeFormat } from './scribe-text.ts';
import { ScribeWorker } from './scribe-worker-client.ts';

const MOST_FRAME_BYTES = 256 * 1024;
const BEAT_MS = 2000;
/** How long a stop waits for the documents' last copies. */
const LAST_COPIES_MS = 2000;

export interface ScribeGatewayParts {
  readonly hosting: Hosting;
  readonly access: Access;
  readonly redisUrl: string;
  readonly prefix: string;
  readonly journal?: Journal | undefined;
  /** With which headings a new document opens; without it, with none. */
  readonly headings?: () => Promise<readonly string[]>;
}

export interface ScribeGateway {
  /** Takes an upgrade request for /scribe/<room>. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** The document as it is, or as it was at an instant. Rejects when the store cannot be reached. */
  read(room: string, format: ScribeFormat, atMs?: number): Promise<string>;
  stop(): Promise<void>;
}

/** Why somebody does not get in, as a close code. */
class TurnedAway extends Error {
  readonly code: number;

  constructor(code: number, reason: string) {
    super(reason);
    this.code = code;
  }
}

interface Admitted {
  readonly caller: Caller;
  readonly hosted: Hosted<RoomState>;
  readonly visitor: Visitor;
}

export function createScribeGateway(parts: ScribeGatewayParts): ScribeGateway {
  const redis = connectForRequests(parts.redisUrl);
  const store = new ScribeStore(redis, parts.prefix);
  // Long pages of the past come by a connection on which nobody's write waits for its answer.
  const aside = connectForRequests(parts.redisUrl);
  const kept = { store: new ScribeStore(aside, parts.prefix), worker: new ScribeWorker() };
  const { worker } = kept;
  const past = new ScribePast(kept.store, worker);
  const noHeadings = async (): Promise<readonly string[]> => [];
  const documents = new LiveDocuments({
    headings: noHeadings,
    ...parts,
    store,
    worker,
    keeper: new ScribeKeeper(kept),
    appender: new ScribeAppender(redis, parts.prefix),
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_FRAME_BYTES, perMessageDeflate: false });
  const beat = setInterval(() => documents.beat(Date.now()), BEAT_MS);
  return {
    handle(request, socket, head) {
      socket.on('error', destroy);
      void open(parts, documents, request).then((opened) =>
        sockets.handleUpgrade(request, socket, head, (webSocket) => opened(webSocket)),
      );
    },
    read: (room, format, atMs) => past.read(room, format, atMs),
    async stop() {
      clearInterval(beat);
      const letGo = documents.stop();
      await within(LAST_COPIES_MS, letGo, () => undefined);
      // Whatever still waits for the worker is told no, and need not be done: the log has it.
      await worker.stop();
      await letGo;
      for (const socket of sockets.clients) socket.terminate();
      for (const connection of [redis, aside]) connection.disconnect();
    },
  };
}

/** No closure: that would keep the request and its headers for as long as the connection lasts. */
function destroy(this: Duplex): void {
  this.destroy();
}

type Opened = (socket: import('ws').WebSocket) => void;

/** Everything that can fail comes before the handshake, so that no frame arrives while nobody listens. Never rejects. */
async function open(parts: ScribeGatewayParts, documents: LiveDocuments, request: IncomingMessage): Promise<Opened> {
  try {
    const { caller, hosted, visitor } = await admit(parts, request);
    const [document] = await Promise.all([documents.open(hosted), comeIn(hosted, caller)]);
    if (!mayRead(hosted.folded.state, caller.actor.id)) throw new TurnedAway(4403, 'this room is not open to you');
    return (webSocket) => documents.join(document, new ScribeSocket(webSocket, visitor), caller);
  } catch (problem) {
    const [code, reason] =
      problem instanceof TurnedAway
        ? [problem.code, problem.message]
        : [1013, 'the document cannot be reached just now'];
    return (webSocket) => {
      webSocket.on('error', () => webSocket.terminate());
      webSocket.close(code, reason);
    };
  }
}

async function admit(parts: ScribeGatewayParts, request: IncomingMessage): Promise<Admitted> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const room = /^\/scribe\/([A-Za-z0-9-]{1,64})$/.exec(url.pathname)?.[1];
  if (room === undefined) throw new TurnedAway(4404, 'no such room');
  const asked = url.searchParams;
  const schema = asked.get('schema');
  if (schema !== null && schema !== String(DOCUMENT_SCHEMA))
    throw new TurnedAway(4409, 'another editor schema: reload the page');
  // Neither answer depends on the other: asked at once, they cost one round trip.
  const [caller, hosted] = await Promise.all([
    recognise(parts.access, request, { room, ticket: asked.get('ticket') }),
    upToDate(parts.hosting, room),
  ]);
  const { actor } = caller;
  if (!caller.scopes.read) throw new TurnedAway(4403, 'this token may not read');
  if ((asked.get('person') ?? actor.id) !== actor.id)
    throw new TurnedAway(4401, 'somebody else is signed in in this browser');
  if (hosted === null || hosted.folded.state.incident.declaredAt === null) throw new TurnedAway(4404, 'no such room');
  if (!mayRead(hosted.folded.state, actor.id)) throw new TurnedAway(4403, 'this room is not open to you');
  const visitor = {
    person: actor.id,
    name: actor.name,
    readOnly: !mayAct(caller),
    wantsAcknowledgement: asked.get('ack') === '1',
  };
  return { caller, hosted, visitor };
}

async function upToDate(hosting: Hosting, room: string): Promise<Hosted<RoomState> | null> {
  const hosted = await hosting.room(room);
  await hosted?.fresh();
  return hosted;
}

async function recognise(
  access: Access,
  request: IncomingMessage,
  { room, ticket }: { room: string; ticket: string | null },
): Promise<Caller> {
  const caller = ticket === null ? await access.whoIs(request) : await access.redeemTicket(ticket, room);
  if (caller !== null) return caller;
  throw ticket === null
    ? new TurnedAway(4401, 'no session')
    : new TurnedAway(4501, 'that ticket is over: get a new one');
}
