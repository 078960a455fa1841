/**
 * The gateway to the scribe document: WebSockets at /scribe/<room>, in the protocol that y-websocket and any other Yjs
 * client speak.
 *
 *   who is this? -> may they read this room? -> same editor schema? -> the live document of this server (opened on first use)
 *
 * The connection is accepted first and closed with a code when the answer is no, because a browser can read a close
 * code and no HTTP status. Who may write is asked of the room at every write, so a change of the crew holds from its
 * commit on.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { NotOk } from '../../../shared/protocol.ts';
import { REMOVED, type RoomState } from '../../../shared/room.ts';
import { DOCUMENT_SCHEMA } from '../../../shared/scribe/words.ts';
import { mayAct, type Access, type Caller } from '../../access/caller.ts';
import { comeIn } from '../../sockets/entering.ts';
import { freshRoomFor, unseen } from '../../edge/room-guard.ts';
import type { Hosted, Hosting } from '../../rooms/hosting.ts';
import { within } from '../../rooms/waiting.ts';
import type { Logger } from '../../logger.ts';
import type { Audit } from '../../security-log.ts';
import { connectForRequests } from '../../log/redis.ts';
import { ScribeAppender } from '../store/append.ts';
import { readGood, type ReadText } from '../store/damage.ts';
import { ScribeKeeper } from '../store/keeper.ts';
import { LiveDocuments } from '../live/live.ts';
import { ScribePast } from '../store/past.ts';
import { restoringTo, type RestoringParts } from '../live/restore.ts';
import { ScribeSocket, type Visitor } from './socket.ts';
import { ScribeStore } from '../store/store.ts';
import type { ScribeFormat } from '../worker/text.ts';
import { ScribeWorker } from '../worker/worker-client.ts';

const MOST_FRAME_BYTES = 256 * 1024;
const BEAT_MS = 2000;
/** Close codes of those whose person is not known. */
const STRANGERS: ReadonlySet<number> = new Set([4401, 4409, 4501]);
/** How long a stop waits for the documents' last copies. */
const LAST_COPIES_MS = 2000;

export interface ScribeGatewayParts {
  readonly hosting: Hosting;
  readonly access: Access;
  readonly redisUrl: string;
  readonly prefix: string;
  readonly budgetFactor?: number;
  readonly logger?: Logger | undefined;
  readonly audit?: Audit | undefined;
  /** A connection was refused before it was known whose it is. */
  readonly turnedAway?: (request: IncomingMessage) => void;
  /** Before anything is done for a person's connection; false when they open them too fast. */
  readonly mayOpen?: (caller: Caller) => Promise<boolean>;
  /** Before a person's connection is accepted: how to release it; null when they have too many. */
  readonly hold?: (caller: Caller) => (() => void) | null;
  /** With which headings a new document opens; without it, with none. */
  readonly headings?: () => Promise<readonly string[]>;
}

export interface ScribeGateway {
  /** Takes an upgrade request for /scribe/<room>. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** The document as it is, or as it was at an instant. Rejects when the store cannot be reached. */
  read(room: string, format: ScribeFormat, atMs?: number): Promise<string>;
  /** The same; where its log is damaged, at its last good state, and what is missing. */
  readGood(room: string, format: ScribeFormat, atMs?: number): Promise<ReadText>;
  /** Deletes what stands in other roots than the editor's, for everyone. Rejects when the store cannot be reached. */
  clearOthers(room: string): Promise<void>;
  /**
   * What would make the document for everyone what it was at an instant; null when it is that. Rejects when the store
   * cannot be reached.
   */
  restoring(room: string, atMs: number): Promise<(() => Promise<void>) | null>;
  stop(): Promise<void>;
}

/** Why a connection is refused, as a close code. */
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

const SOCKETS = {
  noServer: true,
  maxPayload: MOST_FRAME_BYTES,
  perMessageDeflate: false,
  // Of one connection one frame is heard in one turn of the event loop: no one waits for all that arrived in one piece
  // of the network.
  allowSynchronousEvents: false,
};

export function createScribeGateway(parts: ScribeGatewayParts): ScribeGateway {
  const redis = connectForRequests(parts.redisUrl);
  const store = new ScribeStore(redis, parts.prefix);
  // Long pages of the past come by a connection on which no write waits for its answer.
  const aside = connectForRequests(parts.redisUrl);
  const kept = { store: new ScribeStore(aside, parts.prefix), worker: new ScribeWorker() };
  const { worker } = kept;
  const noHeadings = async (): Promise<readonly string[]> => [];
  const appender = new ScribeAppender(redis, parts.prefix);
  const documents = new LiveDocuments({
    headings: noHeadings,
    ...parts,
    store,
    worker,
    keeper: new ScribeKeeper(kept),
    appender,
  });
  const sockets = new WebSocketServer(SOCKETS);
  const beat = setInterval(() => documents.beat(Date.now()), BEAT_MS);
  const unlisten = parts.hosting.workspace.listen(() => documents.endDeparted());
  return {
    handle(request, socket, head) {
      socket.on('error', destroy);
      void open(parts, documents, request).then((opened) =>
        sockets.handleUpgrade(request, socket, head, (webSocket) => opened(webSocket)),
      );
    },
    ...reading(parts, { ...kept, past: new ScribePast(kept.store, worker), appender }),
    async stop() {
      clearInterval(beat);
      unlisten();
      const letGo = documents.stop();
      await within(LAST_COPIES_MS, letGo, () => undefined);
      // Everything that still waits for the worker is told no, and need not be done: the log has it.
      await worker.stop();
      await letGo;
      for (const socket of sockets.clients) socket.terminate();
      for (const connection of [redis, aside]) connection.disconnect();
    },
  };
}

/** What is done with the text of a document, whether it lives here or not. */
function reading(
  { logger }: ScribeGatewayParts,
  parts: RestoringParts,
): Pick<ScribeGateway, 'read' | 'readGood' | 'clearOthers' | 'restoring'> {
  const { past, appender } = parts;
  return {
    read: (room, format, atMs) => past.read(room, format, atMs),
    async readGood(room, format, atMs) {
      const read = await readGood(parts, { room, format, atMs });
      if (read.damage !== null) logger?.warn('scribe.damaged', { room, ...read.damage });
      return read;
    },
    async clearOthers(room) {
      const update = await past.clearing(room);
      if (update !== null) await appender.append(room, update, []);
    },
    restoring: (room, atMs) => restoringTo(parts, room, atMs),
  };
}

/** No closure: that would keep the request and its headers for as long as the connection lasts. */
function destroy(this: Duplex): void {
  this.destroy();
}

type Opened = (socket: WebSocket) => void;

/**
 * Everything that can fail comes before the handshake, so that no frame arrives while nothing listens. Never rejects.
 */
async function open(parts: ScribeGatewayParts, documents: LiveDocuments, request: IncomingMessage): Promise<Opened> {
  try {
    const { caller, hosted, visitor } = await admit(parts, request);
    const [document] = await Promise.all([documents.open(hosted), comeIn(hosted, caller)]);
    const refusal = unseen(caller, hosted);
    if (refusal !== null) throw turnedAway(refusal);
    return (webSocket) => {
      const release = parts.hold === undefined ? () => {} : parts.hold(caller);
      if (release === null) return refuse(webSocket, 1013, 'you have too many connections to documents');
      webSocket.once('close', release);
      documents.join(document, new ScribeSocket(webSocket, visitor, documents.rates.of(visitor.person)), caller);
    };
  } catch (problem) {
    const [code, reason] =
      problem instanceof TurnedAway
        ? [problem.code, problem.message]
        : [1013, 'the document cannot be reached just now'];
    if (STRANGERS.has(code)) parts.turnedAway?.(request);
    return (webSocket) => refuse(webSocket, code, reason);
  }
}

function refuse(webSocket: WebSocket, code: number, reason: string): void {
  webSocket.on('error', () => webSocket.terminate());
  webSocket.close(code, reason);
}

async function admit(parts: ScribeGatewayParts, request: IncomingMessage): Promise<Admitted> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const room = url.pathname.slice('/scribe/'.length);
  const asked = url.searchParams;
  const schema = asked.get('schema');
  if (schema !== null && schema !== String(DOCUMENT_SCHEMA))
    throw new TurnedAway(4409, 'another editor schema: reload the page');
  // No one makes this server read a log before it is known who asks, and no other log than a room's.
  const caller = await recognise(parts, request, { room, ticket: asked.get('ticket') });
  if ((await parts.mayOpen?.(caller)) === false)
    throw new TurnedAway(1013, 'you open connections to documents too fast');
  const { actor } = caller;
  if (!caller.scopes.read) throw new TurnedAway(4403, 'this token may not read');
  if ((asked.get('person') ?? actor.id) !== actor.id)
    throw new TurnedAway(4401, 'somebody else is signed in in this browser');
  const found = await freshRoomFor(parts.hosting, caller, room);
  if (!found.ok) throw turnedAway(found);
  const visitor = {
    person: actor.id,
    name: actor.name,
    readOnly: !mayAct(caller),
    wantsAcknowledgement: asked.get('ack') === '1',
  };
  return { caller, hosted: found.hosted, visitor };
}

/** What the room guard says, as a close code. */
const turnedAway = ({ code }: NotOk): TurnedAway =>
  code === REMOVED ? new TurnedAway(4403, 'you were removed from this room') : new TurnedAway(4404, 'no such room');

async function recognise(
  { access, audit }: ScribeGatewayParts,
  request: IncomingMessage,
  { room, ticket }: { room: string; ticket: string | null },
): Promise<Caller> {
  const caller = ticket === null ? await access.whoIs(request) : await access.redeemTicket(ticket, room);
  if (caller !== null) return caller;
  audit?.(request, 'access.refused', { way: ticket === null ? 'document' : 'ticket' });
  throw ticket === null
    ? new TurnedAway(4401, 'no session')
    : new TurnedAway(4501, 'that ticket is over: get a new one');
}
