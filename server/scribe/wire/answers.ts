/**
 * What one connection is told about its own frames: the difference it asked for, the fate of its write, the rest after
 * it fell behind.
 */
import { decodeStateVector, diffUpdate } from 'yjs';
import type { ScribeDocument } from '../live/document.ts';
import { deniedFrame, haveFrame, sizeFrame } from './frames.ts';
import type { Verdict } from '../updates/judge.ts';
import type { ScribeSocket } from './socket.ts';

/** Text of this size is compared here; more of it by the worker, so that no one else waits. */
const SMALL_BYTES = 16 * 1024;
const WARN_FROM_BYTES = 4 * 1024 * 1024;
const WARN_AGAIN_AFTER_BYTES = 256 * 1024;
/** Asking again doesn't help, and its writer must not go on believing that it is only slow. */
const NEVER_WHOLE = {
  code: 'document.baseless',
  reason: 'something that it builds on is missing. Copy what you wrote since, then reload',
};

/**
 * A client that asks again and again, or does not read, is answered later, and once: the newest question replaces those
 * before it.
 */
export function answerDifference(document: ScribeDocument, socket: ScribeSocket, stateVector: Uint8Array): void {
  socket.question = socket.mayBeAnswered(performance.now()) ? null : stateVector;
  if (socket.question !== null) return;
  const clocks = tryDecode(stateVector);
  if (clocks === null) return socket.offend('that is no state vector');
  const { ring } = document;
  if (clocks.size === 0) send(socket, ring.whole());
  else if (ring.coversCopy(clocks)) send(socket, ring.afterCopy());
  else void answerOfCopy(document, socket, stateVector);
}

/** Never rejects. Meanwhile the connection is told of new entries; what they build on comes with this answer. */
async function answerOfCopy(
  { ring, parts }: ScribeDocument,
  socket: ScribeSocket,
  stateVector: Uint8Array,
): Promise<void> {
  const { state } = ring;
  const isSmall = state.length < SMALL_BYTES;
  try {
    const rest = isSmall ? diffUpdate(state, stateVector) : await parts.worker.difference({ state, stateVector });
    send(socket, ring.state === state ? ring.answer(rest) : ring.whole());
  } catch {
    send(socket, ring.whole());
  }
}

/**
 * A write that could not be kept yet is asked for again, with everything that it builds on; that answer settles both.
 * Not while more is to be asked for: then a part of this very answer was denied.
 */
export function answerWrite(
  socket: ScribeSocket,
  { verdict, wholeDifference }: { verdict: Verdict; wholeDifference: boolean },
): void {
  if (verdict.kind === 'new' || verdict.kind === 'known') {
    socket.written += 1;
    if (wholeDifference && !socket.mustBeAsked) socket.settle();
  } else if (verdict.kind === 'baseless') {
    socket.owed += 1;
    if (wholeDifference && socket.answersInVain()) {
      socket.denial = NEVER_WHOLE;
      socket.askLater(performance.now());
    } else socket.mustBeAsked = true;
  } else {
    socket.denial = verdict;
    if (verdict.kind === 'full') {
      socket.owed += 1;
      socket.askLater(performance.now());
    } else {
      tellDenial(socket);
      socket.offend(verdict.reason);
    }
  }
}

/**
 * What had to wait until the end of the turn, or longer for a reader that does not keep up: of each kind one answer
 * stands for all. A reader that has caught up gets all that it missed. True when nothing is left to be done.
 */
export function relieve(document: ScribeDocument, socket: ScribeSocket): boolean {
  if (!socket.isOpen) return true;
  tellDenial(socket);
  if (socket.isAskedNow(performance.now())) socket.send(haveFrame(document.index.stateVector()));
  if (socket.question !== null) answerDifference(document, socket, socket.question);
  if (socket.behindSince !== null && socket.hasDrained) {
    send(socket, document.ring.since(socket.behindSince.sequence));
    socket.behindSince = null;
  }
  return !socket.isOwedAnAnswer && socket.behindSince === null;
}

function tellDenial(socket: ScribeSocket): void {
  if (socket.denial === null || !socket.keepsUp) return;
  socket.send(deniedFrame(socket.denial.reason, socket.denial.code));
  socket.denial = null;
}

/** Once when the document comes near its limit, and whenever it has grown a good deal further. */
export function warnOfSize(socket: ScribeSocket, bytes: number): void {
  if (
    bytes < Math.max(WARN_FROM_BYTES, socket.warnedOfBytes + WARN_AGAIN_AFTER_BYTES) ||
    !socket.visitor.wantsAcknowledgement
  )
    return;
  socket.warnedOfBytes = bytes;
  socket.send(sizeFrame(bytes));
}

export const isNearFull = (bytes: number): boolean => bytes >= WARN_FROM_BYTES;

function send(socket: ScribeSocket, frames: readonly Uint8Array[]): void {
  for (const frame of frames) socket.send(frame);
}

function tryDecode(stateVector: Uint8Array): Map<number, number> | null {
  try {
    return decodeStateVector(stateVector);
  } catch {
    return null;
  }
}
