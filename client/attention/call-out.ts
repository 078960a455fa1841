/**
 * Does for one commit what the policy says: the sentence spoken, the sound, the notification. Your own acts notify no
 * one; a deadline that passed still does, even in the commit of your own command. Whoever has a dialog open reads it in
 * a message.
 */
import type { AnyEvent, Commit } from '../../shared/envelope.ts';
import { happensByItself } from '../../shared/flags.ts';
import { namesIn } from '../session/names.ts';
import type { RoomView } from '../session/room-store.ts';
import { serverNow } from '../session/server-clock.ts';
import { tell } from '../session/telling.ts';
import { clockInText } from '../session/zone.ts';
import { announce } from '../ui/announcer.tsx';
import { closeDialogs, dialogIsOpen } from '../ui/open-dialogs.ts';
import { toast } from '../ui/toasts.ts';
import { mayRing } from './budget.ts';
import { play } from './earcons.ts';
import { notify } from './notify.ts';
import type { Call } from './calls.ts';
import { callFor } from './policy.ts';

/**
 * What arrived late, after a lost link, is covered by the digest and by what is still owed; only what is fresh makes a
 * sound.
 */
const FRESH_MS = 20_000;

export function callOut(commit: Commit, view: RoomView): void {
  if (serverNow() - Date.parse(commit.at) > FRESH_MS) return;
  for (const [index, event] of commit.events.entries()) {
    if (commit.by === view.you?.id && !happensByItself(event)) continue;
    const call = callFor(event, { you: view.you?.id ?? '', room: view.room });
    if (call !== null) raise(call, `${view.id}.${commit.version}.${index}`, sentenceOf(event, view));
  }
}

function raise(call: Call, occasion: string, words: string): void {
  if (call.spoken !== undefined) announce(call.spoken, words);
  // Behind a dialog no card is seen, and its time would run out unread.
  if ((call.subject !== undefined || call.waits === true) && dialogIsOpen())
    toast({ tone: 'news', text: words, undo: { label: 'Look', run: closeDialogs } });
  if (call.sound === undefined && call.subject === undefined) return;
  void mayRing(occasion, call.passes === true).then((mine) => {
    if (mine && call.sound !== undefined) play(call.sound);
    if (call.subject !== undefined && document.visibilityState === 'hidden') notify(call.subject, words);
  });
}

function sentenceOf(event: AnyEvent, view: RoomView): string {
  return tell(event, namesIn(view.room.crew.members), clockInText);
}
