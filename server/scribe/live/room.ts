/**
 * One live document on this server: who is connected, and the one loop that everything passes.
 *
 *   frames from sockets --+
 *                         +--> turn: take in what arrived -> judge -> append -> acknowledge, answer, tell everyone
 *   the log's tail -------+
 *
 * No one is told or answered before the append returned, and everyone is told in the log's order. Whatever goes wrong
 * with the store ends every connection with 1013: the clients keep their text and come back, and the document is opened
 * afresh.
 */
import { answerDifference, answerWrite } from '../wire/answers.ts';
import type { PublishedEntry, ScribeAppender } from '../store/append.ts';
import { Audience } from '../wire/audience.ts';
import { ScribeCarets, type CaretName } from '../wire/carets.ts';
import { ScribeDocument, type Arrival, type DocumentParts } from './document.ts';
import { acknowledgedFrame, awarenessFrame, haveFrame, type Frame } from '../wire/frames.ts';
import type { Writer } from '../updates/judge.ts';
import type { ScribeSocket, SocketOwner } from '../wire/socket.ts';
import { TEMPLATE_CLIENT } from './template.ts';
import { Turns, type Waiting } from './turn.ts';

/** What was published before an entry that has arrived is on its way too; for so long. */
const WAIT_FOR_GAP_MS = 20;
// Turns of one document begin no closer together: an entry and a frame for each reader cost the same for one letter as
// for five, a fifth
// of the CPU by `npm run bench scribe`. No one who writes after a pause waits for it.
const BETWEEN_TURNS_MS = 5;

/** What a live document must ask of the room that it belongs to. */
export interface RoomOfDocument {
  readonly id: string;
  mayWrite(person: string): boolean;
  caretName(socket: ScribeSocket): CaretName;
  left(socket: ScribeSocket): void;
  /** The document ended by itself (the store failed): forget it. */
  ended(problem: unknown): void;
}

export type RoomParts = DocumentParts & { readonly appender: ScribeAppender };

export class ScribeRoom implements SocketOwner {
  readonly carets: ScribeCarets;
  /** Everyone, greeted or not. */
  readonly connections = new Set<ScribeSocket>();
  readonly #audience = new Audience();
  readonly #room: RoomOfDocument;
  readonly #parts: RoomParts;
  readonly #turns = new Turns();
  #arrived: PublishedEntry[] = [];
  #document: ScribeDocument | null = null;
  #mustCatchUp = false;
  #gapTimer: NodeJS.Timeout | null = null;
  #turning: Promise<void> | null = null;
  #turnAtMs = 0;
  #isClosing = false;
  #ended = false;

  constructor(room: RoomOfDocument, parts: RoomParts) {
    this.#room = room;
    this.#parts = parts;
    this.carets = new ScribeCarets({
      name: (socket) => room.caretName(socket),
      mayUse: (client, person) => (this.#document?.index.ownerOf(client) ?? person) === person,
      tell: (entries) => this.#audience.tellCarets(entries, (socket) => this.carets.clientOfSocket(socket)),
      publish: (bytes) => void parts.store.publishAwareness(room.id, bytes).catch(() => undefined),
    });
  }

  /** Call after the tail is being followed, so that nothing falls between reading and following. */
  async load(): Promise<void> {
    this.#document = await ScribeDocument.open(this.#room.id, this.#parts);
    this.#wake();
  }

  get isEmpty(): boolean {
    return this.connections.size === 0;
  }

  join(socket: ScribeSocket): void {
    socket.belongTo(this);
    if (this.#isClosing || this.#ended) return socket.close(1013, 'this document is being unloaded here');
    this.connections.add(socket);
    if (this.#document !== null && this.#turning === null) this.#greet(this.#document, socket);
    else this.#enqueue(socket, { kind: 'hello' });
  }

  /** A new entry of the log, from whichever server; one of this server's own is known by its reply already. */
  follow(entry: PublishedEntry): void {
    if (this.#document !== null && entry.sequence <= this.#document.ring.sequence) return;
    this.#arrived.push(entry);
    this.#wake();
  }

  /** Something may have been missed: compare with the log. */
  catchUp(): void {
    this.#mustCatchUp = true;
    this.#wake();
  }

  beat(nowMs: number): void {
    this.#audience.beat(nowMs);
    this.carets.forget(nowMs);
    this.#document?.compact(nowMs).catch(() => undefined);
    this.catchUp();
  }

  /** Keeps what has arrived, and a merged copy, and releases everything. */
  async stop(code: number, reason: string): Promise<void> {
    this.#isClosing = true;
    await this.#turning;
    this.#end(code, reason);
    await this.#document?.close().catch(() => undefined);
  }

  #end(code: number, reason: string): void {
    this.#ended = true;
    for (const socket of this.connections) socket.close(code, reason);
    this.carets.stop();
    if (this.#gapTimer !== null) clearTimeout(this.#gapTimer);
  }

  leave(socket: ScribeSocket): void {
    this.connections.delete(socket);
    this.#audience.leave(socket);
    this.carets.leave(socket);
    this.#room.left(socket);
  }

  hear(socket: ScribeSocket, frame: Frame): void {
    if (frame.kind === 'awareness') this.carets.hear(socket, frame.entries);
    else if (frame.kind === 'who-is-here') this.#answerWhoIsHere(socket);
    else if (frame.kind === 'have') this.#receiveQuestion(socket, frame);
    else if (frame.kind !== 'unknown') this.#enqueue(socket, frame);
  }

  /** The ring has all that was told, and what is told next: a greeted connection may be given it at any time. */
  #receiveQuestion(socket: ScribeSocket, frame: Frame & { kind: 'have' }): void {
    if (this.#document === null || !this.#audience.sockets.has(socket)) return this.#enqueue(socket, frame);
    this.#answerQuestion(this.#document, socket, frame.stateVector);
  }

  #answerQuestion(document: ScribeDocument, socket: ScribeSocket, stateVector: Uint8Array): void {
    answerDifference(document, socket, stateVector);
    this.#audience.waitsForAnswer(socket);
  }

  #answerWhoIsHere(socket: ScribeSocket): void {
    if (socket.mayBeAnswered(performance.now())) socket.send(awarenessFrame(this.carets.here()));
  }

  #enqueue(socket: ScribeSocket, frame: Waiting['frame']): void {
    if (this.#ended || this.#isClosing) return;
    socket.wait();
    this.#turns.add(socket, frame);
    this.#wake();
  }

  #wake(): void {
    if (this.#ended || this.#turning !== null || this.#document === null) return;
    this.#turning = this.#turnUntilIdle(this.#document).finally(() => {
      this.#turning = null;
      if (this.#hasWork) this.#wake();
    });
  }

  get #hasWork(): boolean {
    return !this.#ended && (!this.#turns.isIdle || this.#arrived.length > 0 || this.#mustCatchUp);
  }

  async #turnUntilIdle(document: ScribeDocument): Promise<void> {
    try {
      while (this.#hasWork) {
        await this.#breath();
        await this.#turn(document);
      }
    } catch (problem) {
      this.#end(1013, 'the document cannot be kept just now');
      this.#document = null;
      this.#room.ended(problem);
    }
  }

  /**
   * What arrives in the same moment is judged and kept together; in a busy document a moment is the time between two
   * turns.
   */
  async #breath(): Promise<void> {
    const earlyMs = this.#turnAtMs + BETWEEN_TURNS_MS - performance.now();
    await new Promise((resolve) => (earlyMs < 1 ? setImmediate(resolve) : setTimeout(resolve, earlyMs)));
    this.#turnAtMs = performance.now();
  }

  async #turn(document: ScribeDocument): Promise<void> {
    if (this.#mustCatchUp) {
      this.#mustCatchUp = false;
      await document.catchUp();
    }
    const heard = this.#takeIn(document);
    const turn = await this.#turns.take({
      room: this.#room.id,
      document,
      appender: this.#parts.appender,
      writer: (socket) => this.#writer(document, socket),
    });
    // Together: a frame for each reader costs more than anything else here.
    this.#audience.tell([...heard, ...this.#takeIn(document)]);
    this.#answer(document, turn);
    this.#audience.relieve(document);
  }

  /** What has arrived, in the log's order; where a part is missing it waits a little, then reads. */
  #takeIn(document: ScribeDocument): readonly Arrival[] {
    for (const entry of this.#arrived) document.arrive({ ...entry, author: null, isOwn: false });
    this.#arrived = [];
    const taken = document.takeIn();
    if (document.hasGap) this.#gapTimer ??= setTimeout(() => this.#readGap(document), WAIT_FOR_GAP_MS);
    return taken;
  }

  #readGap(document: ScribeDocument): void {
    this.#gapTimer = null;
    if (document.hasGap) this.catchUp();
  }

  #writer(document: ScribeDocument, socket: ScribeSocket): Writer {
    const { person, readOnly } = socket.visitor;
    return {
      person,
      mayWrite: !readOnly && this.#room.mayWrite(person),
      ...document.limitsOf(person),
      mayUse: (client) => client !== TEMPLATE_CLIENT && this.carets.isFree(client, person),
    };
  }

  #answer(document: ScribeDocument, turn: readonly Waiting[]): void {
    const writers = new Set<ScribeSocket>();
    for (const { socket, frame, verdict } of turn) {
      if (frame.kind === 'hello') this.#greet(document, socket);
      else if (frame.kind === 'have') this.#answerQuestion(document, socket, frame.stateVector);
      else if (frame.kind === 'write' && verdict !== null) {
        answerWrite(socket, { verdict, wholeDifference: frame.wholeDifference });
        this.#audience.waitsForAnswer(socket);
        if (socket.visitor.wantsAcknowledgement) writers.add(socket);
      }
      socket.done();
    }
    for (const socket of writers) socket.send(acknowledgedFrame(socket.written));
    this.#audience.warnOfSize(document.bytes);
  }

  #greet(document: ScribeDocument, socket: ScribeSocket): void {
    if (!socket.isOpen) return;
    this.#audience.sockets.add(socket);
    socket.send(haveFrame(document.index.stateVector()));
    const here = this.carets.here();
    if (here.length > 0) socket.send(awarenessFrame(here));
  }
}
