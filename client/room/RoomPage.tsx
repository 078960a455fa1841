/**
 * A room, from the door to the live screen. One RoomStore for as long as this page is open.
 *
 *   entering --> live                 a lost link keeps the screen; LinkStrip says so
 *           \--> refused              what happened, and the way back to the lobby; for who was removed, back into the room
 * An old page and an ended session are App.tsx's to say.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { REMOVED } from '../../shared/room.ts';
import { arrival } from '../session/arrival.ts';
import { useView } from '../session/hooks.ts';
import { me } from '../session/me.ts';
import { RoomContext } from '../session/room-context.ts';
import { RoomStore } from '../session/room-store.ts';
import { NotSaving } from '../ui/Strip.tsx';
import { Boundary } from '../ui/Boundary.tsx';
import { openPlaces } from './panes.ts';
import { Removed } from './Removed.tsx';
import { RoomLayout } from './RoomLayout.tsx';
import styles from './RoomLayout.module.css';
import { useSight } from './useSight.ts';

/** One for each room: App gives it the room's id as its key. */
export function RoomPage({ id }: { readonly id: string }): ReactNode {
  const [store] = useState(() => new RoomStore(id, arrival.get()));
  useEffect(() => {
    openPlaces(me.get()?.id ?? '', id);
    store.open();
    return () => store.close();
  }, [store, id]);
  return (
    <RoomContext value={store}>
      <Boundary of="This room" place="page">
        <Phases />
      </Boundary>
    </RoomContext>
  );
}

function Phases(): ReactNode {
  const phase = useView((view) => view.phase);
  const id = useView((view) => view.id);
  const refusal = useView((view) => view.refusal);
  useSight();
  if (phase === 'refused' && refusal?.code === REMOVED) return <Removed />;
  if (phase === 'refused')
    return <Refused title="This room didn’t open" says={refusal?.message ?? 'The server refused the request.'} />;
  return phase === 'live' ? <RoomLayout /> : <Entering id={id} />;
}

function Entering({ id }: { readonly id: string }): ReactNode {
  return (
    <main className={styles['page']} aria-busy="true">
      <NotSaving>
        <span>The room opens by itself as soon as it can be read.</span>
      </NotSaving>
      <p className={styles['quiet']} role="status">
        Entering {id.toUpperCase()}…
      </p>
    </main>
  );
}

function Refused({ title, says }: { readonly title: string; readonly says: string }): ReactNode {
  return (
    <main className={styles['page']}>
      <div className={styles['words']} role="alert">
        <h1>{title}</h1>
        <p>{says}</p>
        <Link href="/">Go to the lobby</Link>
      </div>
    </main>
  );
}
