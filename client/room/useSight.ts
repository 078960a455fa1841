/**
 * Says how far this person has seen: the newest version that a visible tab of theirs has shown. At most every five seconds, and
 * only when there is something new; it is how others know who has taken in a change of command.
 */
import { useEffect } from 'react';
import { ask, connection } from '../session/connection.ts';
import { useRoomStore } from '../session/hooks.ts';

const EVERY_MS = 5_000;

export function useSight(): void {
  const store = useRoomStore();
  useEffect(() => {
    let told = 0;
    let due: ReturnType<typeof setTimeout> | null = null;
    const tell = (): void => {
      due = null;
      const { id, position, phase } = store.view.get();
      if (phase !== 'live' || document.visibilityState !== 'visible' || position.version <= told || !connection().connected) return;
      told = position.version;
      void ask('sight', { room: id, version: told });
      due = setTimeout(tell, EVERY_MS);
    };
    const look = (): void => {
      if (due === null && store.view.get().position.version > told) tell();
    };
    const stop = store.view.subscribe(look);
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      stop();
      document.removeEventListener('visibilitychange', look);
      if (due !== null) clearTimeout(due);
    };
  }, [store]);
}
