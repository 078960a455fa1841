/**
 * Reports how far this person has seen, and whether they are at the keyboard: the newest version that one of their
 * visible tabs has shown, and idle after five minutes without input. At most every five seconds, and only when there is
 * something new to report.
 */
import { useEffect } from 'react';
import { ask, connection, link } from '../session/connection.ts';
import { useRoomStore } from '../session/hooks.ts';
import type { RoomStore } from '../session/room-store.ts';

const EVERY_MS = 5_000;
const IDLE_MS = 5 * 60_000;
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export function useSight(): void {
  const store = useRoomStore();
  useEffect(() => watch(store), [store]);
}

function watch(store: RoomStore): () => void {
  let told = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  let seen = 0;
  let inputAt = performance.now();
  const tell = (): void => {
    const { id, position, phase } = store.view.get();
    if (document.visibilityState === 'visible') seen = position.version;
    const word = { room: id, version: seen, idle: performance.now() - inputAt > IDLE_MS };
    const same = told === `${word.version}.${word.idle}.${connection().id}`;
    if (phase !== 'live' || same || link.get().state !== 'live' || performance.now() - toldAt < EVERY_MS) return;
    told = `${word.version}.${word.idle}.${connection().id}`;
    toldAt = performance.now();
    void ask('sight', word);
  };
  const moved = (): void => void (inputAt = performance.now());
  const stop = store.view.subscribe(tell);
  const timer = setInterval(tell, 1_000);
  document.addEventListener('visibilitychange', tell);
  for (const input of INPUTS) window.addEventListener(input, moved, { passive: true, capture: true });
  return () => {
    stop();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tell);
    for (const input of INPUTS) window.removeEventListener(input, moved, { capture: true });
  };
}
