/**
 * One live document on this server: its text as the log has it, who is connected, and the one loop that everything passes.
 *
 *   frames from sockets --+
 *                         +--> turn: take in the tail -> judge and apply -> append -> acknowledge, answer, tell the others
 *   the log's tail -------+
 *
 * Nobody is told or answered before the append returned. An append names the head that it was judged against; when another server was
 * first, its entries are taken in and the rest judged again. Whatever goes wrong with the store ends every connection with 1013: the
 * clients keep their text and come back, and the document is read afresh.
 */
import { ScribeCarets, type CaretName } from './scribe-carets.ts';
import { answerDifference, answerWrite, relieve } from './scribe-answers.ts';
import { acknowledgedFrame, awarenessFrame, haveFrame, updateFrame, type AwarenessEntry, type Frame } from './scribe-frames.ts';
import type { Applied, ScribeText } from './scribe-document.ts';
import { LoggedText } from './scribe-logged.ts';
import type { ScribeSocket } from './scribe-socket.ts';
import type { AuthoredEntry as DocumentEntry, ScribeStore } from './scribe-store.ts';

const MOST_IN_A_TURN = 256;

/** What a live document must ask of the room that it belongs to. */
export interface RoomOfDocument {
  readonly id: string;
  mayWrite(person: string): boolean;
  caretName(socket: ScribeSocket): CaretName;
  /** The document ended by itself (the store failed): forget it. */
  ended(problem: unknown): void;
}

type Waiting = { readonly socket: ScribeSocket; readonly frame: Frame | { readonly kind: 'hello' } };

export class ScribeRoom {
  readonly carets: ScribeCarets;
  /** Those that are told of every change: they have been greeted. */
  readonly sockets = new Set<ScribeSocket>();
  /** Everybody, greeted or not. */
  readonly connections = new Set<ScribeSocket>();
  private readonly room: RoomOfDocument;
  private readonly store: ScribeStore;
  private logged: LoggedText | null = null;
  private waiting: Waiting[] = [];
  private tail: DocumentEntry[] = [];
  private mustCatchUp = false;
  private turning: Promise<void> | null = null;
  private isClosing = false;
  private ended = false;

  constructor(room: RoomOfDocument, store: ScribeStore) {
    this.room = room;
    this.store = store;
    this.carets = new ScribeCarets({
      name: (socket) => room.caretName(socket),
      mayUse: (client, person) => this.logged?.text.mayUse(client, person) ?? false,
      tell: (entries) => this.tellCarets(entries),
      publish: (bytes) => void store.publishAwareness(room.id, bytes).catch(() => undefined),
    });
  }

  /** Call after the tail is being followed, so that nothing falls between reading and following. */
  async load(): Promise<void> {
    this.logged = await LoggedText.open(this.room.id, this.store, (update) => this.tell(update, null));
    this.wake();
  }

  get isEmpty(): boolean {
    return this.connections.size === 0;
  }

  join(socket: ScribeSocket): void {
    if (this.isClosing || this.ended) return socket.close(1013, 'this document is being let go of here');
    this.connections.add(socket);
    socket.onFrame((frame) => this.receive(socket, frame));
    socket.onGone(() => {
      this.connections.delete(socket);
      this.sockets.delete(socket);
      this.carets.leave(socket);
    });
    this.enqueue(socket, { kind: 'hello' });
  }

  /** A new entry of the log, from whichever server. */
  follow(entry: DocumentEntry): void {
    this.tail.push(entry);
    this.wake();
  }

  /** Something may have been missed: compare with the log. */
  catchUp(): void {
    this.mustCatchUp = true;
    this.wake();
  }

  beat(nowMs: number): void {
    const heartbeat = awarenessFrame([]);
    for (const socket of this.sockets) {
      if (socket.keepsUp) socket.send(heartbeat);
      socket.checkAlive(nowMs);
    }
    this.carets.forget(nowMs);
    this.catchUp();
  }

  /** Keeps what has come in, and a merged copy, and lets go of everything. */
  async stop(code: number, reason: string): Promise<void> {
    this.isClosing = true;
    await this.turning;
    this.ended = true;
    for (const socket of this.connections) socket.close(code, reason);
    this.carets.stop();
    await this.logged?.saveSnapshot(1).catch(() => undefined);
  }

  private receive(socket: ScribeSocket, frame: Frame): void {
    if (frame.kind === 'awareness') this.carets.hear(socket, frame.entries);
    else if (frame.kind === 'who-is-here') this.answerWhoIsHere(socket);
    else if (frame.kind !== 'unknown') this.enqueue(socket, frame);
  }

  private answerWhoIsHere(socket: ScribeSocket): void {
    if (socket.mayBeAnswered(Date.now())) socket.send(awarenessFrame(this.carets.here()));
  }

  private enqueue(socket: ScribeSocket, frame: Waiting['frame']): void {
    if (this.ended || this.isClosing) return;
    socket.wait();
    this.waiting.push({ socket, frame });
    this.wake();
  }

  private wake(): void {
    if (this.ended || this.turning !== null || this.logged === null) return;
    this.turning = this.turns().finally(() => {
      this.turning = null;
      if (this.hasWork) this.wake();
    });
  }

  private get hasWork(): boolean {
    return !this.ended && (this.waiting.length > 0 || this.tail.length > 0 || this.mustCatchUp);
  }

  private async turns(): Promise<void> {
    try {
      // A breath first: what arrives in the same moment is judged and kept together.
      await new Promise((resolve) => setImmediate(resolve));
      while (this.hasWork && this.logged !== null) await this.turn(this.logged);
    } catch (problem) {
      this.ended = true;
      for (const socket of this.connections) socket.close(1013, 'the document cannot be kept just now');
      this.carets.stop();
      this.logged = null;
      this.room.ended(problem);
    }
  }

  private async turn(logged: LoggedText): Promise<void> {
    logged.text.toldVector = logged.text.stateVector();
    const tail = this.tail.splice(0);
    const compare = this.mustCatchUp ? 'compare' : 'trust';
    this.mustCatchUp = false;
    await logged.takeInTail(tail, compare);
    await this.takeWaiting(logged);
    for (const socket of this.sockets) relieve(logged.text, socket);
    await logged.saveSnapshot();
  }

  private async takeWaiting(logged: LoggedText): Promise<void> {
    const applied: Applied[] = [];
    const batch: Waiting[] = [];
    const answers: Array<() => void> = [];
    while (batch.length < MOST_IN_A_TURN && !logged.text.isDamaged) {
      const next = this.waiting.shift();
      if (next === undefined) break;
      batch.push(next);
      answers.push(this.judge(logged, next, applied));
    }
    // From here to the end of the append this text is ahead of the log: nothing of it may leave.
    if (applied.length > 0 && !(await logged.append(applied))) {
      this.waiting.unshift(...batch);
      return;
    }
    if (logged.text.isDamaged) await logged.startOver();
    for (const answer of answers) answer();
    acknowledge(batch);
  }

  /** Judges a frame now, and returns what may be said about it once the append has returned. */
  private judge(logged: LoggedText, { socket, frame }: Waiting, applied: Applied[]): () => void {
    if (frame.kind === 'hello') return () => this.greet(logged.text, socket);
    if (frame.kind === 'have') return () => answerDifference(logged.text, socket, frame.stateVector);
    if (frame.kind !== 'write') return () => undefined;
    const { person, readOnly } = socket.visitor;
    const mayWrite = !readOnly && this.room.mayWrite(person);
    const outcome = logged.text.write(frame.update, person, { mayWrite, mayUse: (client) => this.carets.isFree(client, person) });
    if (outcome.kind === 'applied') applied.push(outcome);
    return () => {
      if (outcome.kind === 'applied') this.tell(outcome.update, socket);
      answerWrite(logged.text, socket, outcome, frame.wholeDifference);
    };
  }

  private greet(text: ScribeText, socket: ScribeSocket): void {
    if (!socket.isOpen) return;
    this.sockets.add(socket);
    socket.send(haveFrame(text.stateVector()));
    const here = this.carets.here();
    if (here.length > 0) socket.send(awarenessFrame(here));
  }

  private tell(update: Uint8Array, author: ScribeSocket | null): void {
    const frame = updateFrame(update);
    for (const socket of this.sockets) {
      if (socket === author || socket.behindSince !== null) continue;
      if (socket.keepsUp) socket.send(frame);
      else socket.behindSince = { stateVector: this.logged?.text.toldVector ?? new Uint8Array([0]), atMs: Date.now() };
    }
  }

  private tellCarets(entries: readonly AwarenessEntry[]): void {
    const whole = awarenessFrame(entries);
    for (const socket of this.sockets) {
      const others = entries.filter(({ client }) => !this.carets.isOwn(socket, client));
      if (socket.keepsUp && others.length > 0) socket.send(others.length === entries.length ? whole : awarenessFrame(others));
    }
  }
}

function acknowledge(batch: readonly Waiting[]): void {
  const writers = new Set(batch.filter(({ frame }) => frame.kind === 'write').map(({ socket }) => socket));
  for (const socket of writers) if (socket.visitor.wantsAcknowledgement) socket.send(acknowledgedFrame(socket.written));
  for (const { socket } of batch) socket.done();
}
