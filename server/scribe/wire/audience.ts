/**
 * The connections that follow a document here, and what they are told: each of them one frame for everything that is
 * new, encoded once. One that does not keep up is left out and remembered, with the place up to which it was told.
 */
import { isNearFull, relieve, warnOfSize } from './answers.ts';
import type { Arrival, ScribeDocument } from '../live/document.ts';
import { awarenessFrame, CaretNews, updateFrame, type AwarenessEntry } from './frames.ts';
import { mergeInOrder } from '../updates/merge.ts';
import type { ScribeSocket } from './socket.ts';

/** A client leaves after 30 seconds without a message; one that says nothing for as long is looked for. */
const BEATS_TO_A_SIGN_OF_LIFE = 3;
const MOST_TOLD_AT_ONCE = 64;
const SIGN_OF_LIFE = awarenessFrame([]);

export class Audience {
  /** Those that are told of every change: they have been greeted. */
  readonly sockets = new Set<ScribeSocket>();
  /** Those that are owed an answer, or behind. */
  readonly #late = new Set<ScribeSocket>();
  #beats = 0;

  leave(socket: ScribeSocket): void {
    this.sockets.delete(socket);
    this.#late.delete(socket);
  }

  /** Entries that follow on each other, oldest first. A single author knows them already. */
  tell(news: readonly Arrival[]): void {
    for (let from = 0; from < news.length; from += MOST_TOLD_AT_ONCE)
      this.#tellAtOnce(news.slice(from, from + MOST_TOLD_AT_ONCE));
  }

  #tellAtOnce(news: readonly Arrival[]): void {
    const [first] = news;
    if (first === undefined) return;
    const author = news.every((each) => each.author === first.author) ? first.author : null;
    const frame = updateFrame(mergeInOrder(news.map(({ update }) => update)));
    for (const socket of this.sockets) {
      if (socket === author || socket.behindSince !== null) continue;
      if (socket.keepsUp) socket.send(frame);
      else this.#leaveBehind(socket, first.sequence - 1);
    }
  }

  #leaveBehind(socket: ScribeSocket, sequence: number): void {
    socket.behindSince = { sequence, atMs: Date.now() };
    this.#late.add(socket);
  }

  /** No one is told of their own caret. */
  tellCarets(entries: readonly AwarenessEntry[], clientOf: (socket: ScribeSocket) => number | undefined): void {
    const news = new CaretNews(entries);
    for (const socket of this.sockets) {
      if (!socket.keepsUp) continue;
      const own = clientOf(socket);
      const frame = own === undefined ? news.everything : news.without(own);
      if (frame !== null) socket.send(frame);
    }
  }

  waitsForAnswer(socket: ScribeSocket): void {
    if (socket.isOwedAnAnswer) this.#late.add(socket);
  }

  relieve(document: ScribeDocument): void {
    for (const socket of this.#late) if (relieve(document, socket)) this.#late.delete(socket);
  }

  warnOfSize(bytes: number): void {
    if (isNearFull(bytes)) for (const socket of this.sockets) warnOfSize(socket, bytes);
  }

  beat(nowMs: number): void {
    for (const socket of this.sockets) socket.endIfTooLate(nowMs);
    this.#beats += 1;
    if (this.#beats % BEATS_TO_A_SIGN_OF_LIFE !== 0) return;
    for (const socket of this.sockets) {
      if (socket.keepsUp) socket.send(SIGN_OF_LIFE);
      socket.checkAlive();
    }
  }
}
