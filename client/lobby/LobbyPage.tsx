/**
 * `/`: where everything starts. Declaring is the first thing on it and needs one sentence; below it the incidents that
 * run now, then those that ended. At the side: how I join, whether alerts reach this device, and what administrators
 * do.
 */
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import type { Me } from '../session/me.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { myRooms } from '../session/my-rooms.ts';
import { useStore } from '../session/store-hooks.ts';
import { NotSaving } from '../ui/Strip.tsx';
import { wantsToDeclare } from './account.ts';
import { Administration } from './Administration.tsx';
import { ClosedList } from './ClosedList.tsx';
import { Declare } from './Declare.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { FirstVisit } from './FirstVisit.tsx';
import { ComingIn } from './ComingIn.tsx';
import { LobbyHeader } from './LobbyHeader.tsx';
import { Readiness } from './Readiness.tsx';
import { RoomList } from './RoomList.tsx';
import { ServicesCard } from './ServicesCard.tsx';
import { Boundary } from '../ui/Boundary.tsx';
import { openRooms, ownRooms, rooms, watchRooms } from '../session/rooms.ts';
import styles from './Lobby.module.css';
import { useLobbyKeys } from './useLobbyKeys.ts';

export function LobbyPage({ me }: { readonly me: Me }): ReactNode {
  const sentence = useRef<HTMLInputElement>(null);
  useEffect(() => watchRooms(), []);
  useEffect(() => void (document.title = 'Watchfloor'), []);
  useLobbyKeys(sentence);
  useEffect(() => {
    if (wantsToDeclare.get()) sentence.current?.focus();
    wantsToDeclare.set(false);
  }, []);
  return (
    <div className={styles['page']}>
      <LobbyHeader me={me} />
      <NotSaving>
        <span>You can’t declare or change anything until saving works again. What you type stays here.</span>
      </NotSaving>
      <main className={styles['columns']}>
        <div className={styles['main']}>
          <Boundary of="Your first steps">
            <FirstVisit observer={me.observer} />
            {me.administrator ? <FirstSteps /> : null}
          </Boundary>
          <Incidents me={me} sentence={sentence} />
          <Boundary of="Closed incidents">
            <ClosedList />
          </Boundary>
        </div>
        <aside className={styles['side']} aria-label="Before you join">
          <Boundary of="How you join">
            <ComingIn observer={me.observer} />
          </Boundary>
          <Boundary of="Testing alerts">
            <Readiness />
          </Boundary>
          <Boundary of="Services">
            <ServicesCard />
          </Boundary>
          {me.administrator ? (
            <Boundary of="Administration">
              <Administration />
            </Boundary>
          ) : null}
        </aside>
      </main>
    </div>
  );
}

interface IncidentsProps {
  readonly me: Me;
  readonly sentence: RefObject<HTMLInputElement | null>;
}

/** Where there is little room, what runs now comes before the form. */
function Incidents({ me, sentence }: IncidentsProps): ReactNode {
  const all = useStore(rooms);
  const been = useStore(myRooms);
  const narrow = useNarrow();
  const own = ownRooms(all, me.id, been);
  const cards = openRooms(all, own);
  const form = (
    <Boundary key="form" of="Declaring">
      <Declare mayDeclare={!me.observer} sentence={sentence} />
    </Boundary>
  );
  const live = (
    <Boundary key="live" of="The list of incidents">
      {all.known ? (
        <RoomList
          cards={cards}
          own={own}
          empty={
            me.observer
              ? 'No open incidents. New incidents appear here.'
              : 'No open incidents. When something breaks, describe it above and declare.'
          }
        />
      ) : (
        <p className={styles['empty']}>Loading open incidents…</p>
      )}
    </Boundary>
  );
  return narrow && cards.length > 0 ? [live, form] : [form, live];
}
