/**
 * What a person sees who was removed from the room: who did it, why, what becomes of what they had written, and the way
 * back. Where the page was opened after the removal it knows only that it happened.
 */
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { CrewEvent } from '../../shared/crew/words.ts';
import { nameIn } from '../../shared/standing.ts';
import { useRoomStore, useView, useYou } from '../session/hooks.ts';
import type { RoomView } from '../session/room-store.ts';
import { Button } from '../ui/Button.tsx';
import { At } from '../ui/Time.tsx';
import styles from './RoomLayout.module.css';

export function Removed(): ReactNode {
  const id = useView((view) => view.id);
  const waiting = useView((view) => view.pending.length);
  return (
    <main className={styles['page']}>
      <div className={styles['words']} role="alert">
        <h1>You were removed from {id.toUpperCase()}</h1>
        <What />
        {waiting === 0 ? null : <p>What you hadn’t sent is kept in this browser.</p>}
        <Back />
      </div>
    </main>
  );
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
        “Who is here”. Then choose “Try again”.
      </p>
    </>
  );
}

function Back(): ReactNode {
  const store = useRoomStore();
  const [asked, setAsked] = useState(false);
  const [asking, setAsking] = useState(false);
  const again = async (): Promise<void> => {
    setAsking(true);
    await store.enterAgain();
    setAsking(false);
    setAsked(true);
  };
  return (
    <>
      <div className={styles['ways']}>
        <Button look="primary" disabled={asking} onClick={() => void again()}>
          Try again
        </Button>
        <Link href="/">Go to the lobby</Link>
      </div>
      <p role="status">{asked && !asking ? 'You haven’t been admitted yet.' : ''}</p>
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
