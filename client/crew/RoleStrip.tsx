/**
 * The roles in one line for the header: who has which, and which are vacant. Each opens its card and what can be done
 * about it.
 */
import type { ReactNode } from 'react';
import { useNames, useRoom } from '../session/hooks.ts';
import { Popover } from '../ui/Popover.tsx';
import { boardOf, inSeat, isMany, type BoardSeat } from './board.ts';
import styles from './Crew.module.css';
import { CardWords } from './CardWords.tsx';
import { SeatActions } from './SeatActions.tsx';

export function RoleStrip(): ReactNode {
  const crew = useRoom((room) => room.crew);
  const board = boardOf(crew).filter(({ role }) => !isMany(role));
  return (
    <ul className={styles['strip']} aria-label="Roles">
      {board.map((seat) => (
        <li key={seat.role}>
          <Glance seat={seat} />
        </li>
      ))}
    </ul>
  );
}

function Glance({ seat }: { readonly seat: BoardSeat }): ReactNode {
  const crew = useRoom((room) => room.crew);
  const name = useNames();
  const taken = inSeat(crew, seat.role).find((each) => each.taken);
  return (
    <Popover
      title={seat.title}
      trigger={
        <button type="button" className={styles['glance']} data-open={taken === undefined}>
          <span>{seat.short}</span> {taken === undefined ? '–' : <strong translate="no">{name(taken.person)}</strong>}
        </button>
      }
    >
      <CardWords seat={seat} />
      <SeatActions seat={seat} open={taken === undefined} />
    </Popover>
  );
}
