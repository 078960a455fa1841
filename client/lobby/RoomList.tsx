/** The open rooms. Closed ones, which may be very many, have a list of their own (ClosedList.tsx). */
import { useMemo, type ReactNode } from 'react';
import type { ListedCard } from '../../shared/card.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { commandersOf } from './commanders.ts';
import styles from './Lobby.module.css';
import { LiveRow } from './RoomRows.tsx';

interface RoomListProps {
  readonly cards: readonly ListedCard[];
  /** Ids of the rooms that are the person's own. */
  readonly own: readonly string[];
  readonly empty: string;
}

export function RoomList({ cards, own, empty }: RoomListProps): ReactNode {
  const called = useMemo(() => commandersOf(cards), [cards]);
  return (
    <section className={styles['list']} aria-label="Live">
      <h2>
        Live
        {cards.length === 0 ? null : <span>{cards.length}</span>}
      </h2>
      {cards.length === 0 ? (
        <p className={styles['roomListEmpty']}>{empty}</p>
      ) : (
        <ul>
          {cards.map((card) => (
            <li key={card.id}>
              <Boundary of={card.id.toUpperCase()}>
                <LiveRow card={card} isOwn={own.includes(card.id)} called={called} />
              </Boundary>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
