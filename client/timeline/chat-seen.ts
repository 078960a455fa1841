/**
 * Whether someone else has said something in the chat that this person has not looked at. Kept for each person and room:
 * what was there when they first opened the room counts as looked at.
 */
import { useCallback, useEffect, type RefObject } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import { useRoomStore, useYou } from '../session/hooks.ts';
import { ofPerson, whenKeptElsewhere } from '../session/keeping.ts';
import { Store } from '../session/store.ts';
import { useStore } from '../session/store-hooks.ts';
import { useLatest } from '../session/useLatest.ts';

/** By person and name: the version of the log up to which the chat was looked at. */
const stores = new Map<string, Store<number>>();

function seenOf(person: string, room: string, newest: number): Store<number> {
  const name = `chat.${room}`;
  const known = stores.get(`${person}.${name}`);
  if (known !== undefined) return known;
  // What another tab of theirs has shown is looked at here too.
  if (stores.size === 0) whenKeptElsewhere(hear);
  const kept = ofPerson(person, name);
  const seen = new Store(Number(kept.get() ?? newest));
  kept.set(String(seen.get()));
  seen.subscribe(() => kept.set(String(seen.get())));
  stores.set(`${person}.${name}`, seen);
  return seen;
}

function hear(person: string, name: string): void {
  const elsewhere = Number(ofPerson(person, name).get() ?? 0);
  const seen = stores.get(`${person}.${name}`);
  if (seen !== undefined && elsewhere > seen.get()) seen.set(elsewhere);
}

interface Chat {
  /** The version of the newest line that is not theirs. */
  readonly newest: number;
  readonly seen: Store<number>;
}

function useChat(): Chat {
  const you = useYou();
  const { id, position } = useRoomStore().view.get();
  const find = useCallback(
    ({ version, events }: Commit) =>
      events.some(({ type, data }) => type === 'timeline.said' && 'by' in data && data.by !== you)
        ? version
        : undefined,
    [you],
  );
  return { newest: useLatest(find) ?? 0, seen: seenOf(you, id, position.version) };
}

export function useChatUnread(): boolean {
  const { newest, seen } = useChat();
  return useStore(seen) < newest;
}

/** `place`: in the chat; while it is on the screen, what is said is looked at. */
export function useChatLooked(place: RefObject<HTMLElement | null>): void {
  const { newest, seen } = useChat();
  useEffect(() => {
    const here = place.current;
    if (here === null) return undefined;
    const look = (): void => {
      const shown = document.visibilityState === 'visible' && here.checkVisibility();
      if (shown && seen.get() < newest) seen.set(newest);
    };
    // Also tells once at the beginning, and when the pane comes to the front.
    const watch = new IntersectionObserver(look);
    watch.observe(here);
    document.addEventListener('visibilitychange', look);
    return () => {
      watch.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
  }, [place, newest, seen]);
}
