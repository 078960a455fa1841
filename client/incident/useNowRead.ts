/**
 * Which version of the Now block this person has read on this machine. A person who watches while one change arrives
 * has read it after three seconds. A person who was away, or looked elsewhere, or comes back to several at once, is
 * shown what changed until they say that they have read it.
 */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useRoom, useView, useYou } from '../session/hooks.ts';
import { ofPerson, parsed } from '../session/keeping.ts';
import { changesSince, readingOf, type NowChange, type NowRead } from './now-changes.ts';

/** How long a new text has to be in sight before it counts as read. */
export const READ_MS = 3_000;

export interface NowReading {
  readonly version: number | null;
  readonly changes: readonly NowChange[];
  /** The change arrived while this reader was looking: nothing needs to be shown. */
  readonly watched: boolean;
  readonly markRead: () => void;
}

export function useNowRead(panel: RefObject<HTMLElement | null>): NowReading {
  const room = useView((view) => view.id);
  const now = useRoom((state) => state.incident.now);
  const you = useYou();
  const [read, setRead] = useState(() => remembered(you, room));
  const changes = useMemo(() => changesSince(now, read, you), [now, read, you]);
  const markRead = useCallback(() => setRead(readingOf(now)), [now]);
  // Your own edits, and the first look at a room, count as read.
  if (changes.length === 0 && read?.version !== now.version) markRead();
  useEffect(() => {
    if (read !== null) readBy(you, room).set(JSON.stringify(read));
  }, [read, you, room]);
  const watched = useWatched(now.version, panel);
  useEffect(() => {
    if (changes.length === 0 || !watched.now) return undefined;
    const timer = setTimeout(() => (inSight(panel.current) ? markRead() : watched.lookedAway()), READ_MS);
    return () => clearTimeout(timer);
  }, [changes, markRead, watched, panel]);
  return { version: read?.version ?? null, changes, watched: watched.now, markRead };
}

/** True from a change that arrived alone while the block was in sight; several at once count as a return. */
function useWatched(
  version: number,
  panel: RefObject<HTMLElement | null>,
): { readonly now: boolean; readonly lookedAway: () => void } {
  const [watching, setWatching] = useState(false);
  const idle = useView((view) => view.people[view.you?.id ?? '']?.idle === true);
  const before = useRef(version);
  useLayoutEffect(() => {
    const step = version - before.current;
    before.current = version;
    if (step !== 0) setWatching(step === 1 && !idle && inSight(panel.current));
  }, [version, idle, panel]);
  return useMemo(() => ({ now: watching, lookedAway: () => setWatching(false) }), [watching]);
}

/** In a visible tab and a visible pane, and not scrolled out of sight. */
function inSight(panel: HTMLElement | null): boolean {
  if (panel === null || document.visibilityState !== 'visible' || !panel.checkVisibility()) return false;
  const { top, bottom } = panel.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

const readBy = (person: string, room: string): ReturnType<typeof ofPerson> => ofPerson(person, `now.${room}`);

function remembered(person: string, room: string): NowRead | null {
  const kept = parsed(readBy(person, room).get());
  return typeof kept === 'object' && kept !== null && 'texts' in kept ? (kept as NowRead) : null;
}
