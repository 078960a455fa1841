/**
 * What one connection is told about its own frames: the difference it asked for, the fate of its write, the rest after it fell behind.
 */
import type { ScribeText, Written } from './scribe-document.ts';
import { deniedFrame, differenceFrame, haveFrame, updateFrame } from './scribe-frames.ts';
import type { ScribeSocket } from './scribe-socket.ts';

/** Whoever asks again and again, or does not read, is answered later, and once: the newest question stands for those before it. */
export function answerDifference(text: ScribeText, socket: ScribeSocket, stateVector: Uint8Array): void {
  socket.question = socket.mayBeAnswered(Date.now()) ? null : stateVector;
  if (socket.question !== null) return;
  try {
    socket.send(differenceFrame(text.difference(stateVector)));
  } catch {
    socket.offend('that is no state vector');
  }
}

/** A write that could not stand yet is asked for again, with everything that it builds on; that answer settles both. */
export function answerWrite(text: ScribeText, socket: ScribeSocket, outcome: Written, wholeDifference: boolean): void {
  if (outcome.kind === 'applied' || outcome.kind === 'known') {
    socket.written += 1 + (wholeDifference ? socket.owed : 0);
    if (wholeDifference) socket.owed = 0;
  } else if (outcome.kind === 'baseless') {
    socket.owed += 1;
    socket.send(haveFrame(text.stateVector()));
  } else {
    socket.send(deniedFrame(outcome.reason));
    if (outcome.kind === 'refused') socket.offend(outcome.reason);
  }
}

/** A reader that has caught up gets all that it missed, in one piece; a question that had to wait is answered. */
export function relieve(text: ScribeText, socket: ScribeSocket): void {
  if (socket.question !== null) answerDifference(text, socket, socket.question);
  if (socket.behindSince === null || !socket.hasDrained) return;
  socket.send(updateFrame(text.difference(socket.behindSince.stateVector)));
  socket.behindSince = null;
}
