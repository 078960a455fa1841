/**
 * What a person sees who was removed from the room: who did it, why, what becomes of what they had written, and the way
 * back. Where the page was opened after the removal it knows only that it happened.
 */
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { CrewEvent } from '../../shared/crew/words.ts';
import { nameIn } from '../../shared/standing.ts';
import { useRoomStore, useView, useYou } from '../session/hooks.ts';
import type { RoomView } from '../session/room-store.ts';
import { At } from '../ui/Time.tsx';
import styles from './RoomLayout.module.css';

const ASK_AGAIN_MS = 3_000;

export function Removed(): ReactNode {
  const id = useView((view) => view.id);
  const waiting = useView((view) => view.pending.length);
  useReturn();
  return (
    <main className={styles['page']}>
      <div className={styles['words']} role="alert">
        <h1>You were removed from {id.toUpperCase()}</h1>
        <What />
        {waiting === 0 ? null : <p>What you hadn’t sent is kept in this browser.</p>}
        <Link href="/">Go to the lobby</Link>
      </div>
    </main>
  );
}

/** The room opens again by itself. A removed person hears nothing of it, so this page has to ask. */
function useReturn(): void {
  const store = useRoomStore();
  useEffect(() => {
    const timer = setInterval(() => void store.enterAgain(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [store]);
}

function What(): ReactNode {
  const room = useView((view) => view.room);
  const removal = removalOf(
    useYou(),
    useView((view) => view.commits),
  );
  const closed = room.incident.closedAt !== null;
  const holder = room.floor.holder === null ? null : nameIn(room, room.floor.holder);
  const whom = closed ? 'an administrator' : holder === null ? 'the commander' : `${holder}, who has command,`;
  return (
    <>
      {removal === null ? null : (
        <p>
          {nameIn(room, removal.by) ?? 'An administrator'} removed you at <At at={removal.at} />. Reason: {removal.why}
        </p>
      )}
      <p>
        You can’t read or write here now. If you’re needed, ask {whom} to admit you again: they find your name under
        “Who is here”. This page opens the room as soon as you’re admitted.
      </p>
    </>
  );
}

interface Removal {
  readonly by: string;
  readonly at: string;
  readonly why: string;
}

/** Its commit is the last that this person was sent. */
function removalOf(person: string, commits: RoomView['commits']): Removal | null {
  const found = commits.flatMap(({ events, by, at }) =>
    (events as readonly CrewEvent[]).flatMap((event) =>
      event.type === 'crew.removed' && event.data.person === person ? [{ by, at, why: event.data.why }] : [],
    ),
  );
  return found.at(-1) ?? null;
}
