/**
 * `/`: where everything starts. Declaring is the first thing on it and needs one sentence; below it the incidents that
 * run now, then those that ended. At the side: how I join, whether alerts reach this device, and what administrators
 * do.
 */
import { useEffect, useRef, type ReactNode } from 'react';
import type { Me } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { Administration } from './Administration.tsx';
import { Declare } from './Declare.tsx';
import { FirstVisit } from './FirstVisit.tsx';
import { ComingIn } from './ComingIn.tsx';
import { LobbyHeader } from './LobbyHeader.tsx';
import { Readiness } from './Readiness.tsx';
import { RoomList } from './RoomList.tsx';
import { ServicesCard } from './ServicesCard.tsx';
import { closedRooms, openRooms, rooms, watchRooms } from './rooms.ts';
import styles from './Lobby.module.css';
import { useLobbyKeys } from './useLobbyKeys.ts';

export function LobbyPage({ me }: { readonly me: Me }): ReactNode {
  const sentence = useRef<HTMLInputElement>(null);
  useEffect(watchRooms, []);
  useEffect(() => void (document.title = 'Watchfloor'), []);
  useLobbyKeys(sentence);
  return (
    <div className={styles['page']}>
      <LobbyHeader me={me} />
      <main className={styles['columns']}>
        <div className={styles['main']}>
          <FirstVisit observer={me.observer} />
          <Declare mayDeclare={!me.observer} sentence={sentence} />
          <Lists observer={me.observer} />
        </div>
        <aside className={styles['side']} aria-label="Before you join">
          <ComingIn observer={me.observer} />
          <Readiness />
          <ServicesCard />
          {me.administrator ? <Administration /> : null}
        </aside>
      </main>
    </div>
  );
}

function Lists({ observer }: { readonly observer: boolean }): ReactNode {
  const all = useStore(rooms);
  const closed = closedRooms(all);
  if (!all.known && closed.length === 0) return <p className={styles['empty']}>Loading open incidents…</p>;
  return (
    <>
      <RoomList
        title="Live"
        cards={openRooms(all)}
        empty={
          observer
            ? 'No open incidents. New incidents appear here.'
            : 'No open incidents. When something breaks, describe it above and declare.'
        }
      />
      {closed.length === 0 ? null : <RoomList title="Closed" cards={closed.slice(0, 12)} empty="" />}
    </>
  );
}
