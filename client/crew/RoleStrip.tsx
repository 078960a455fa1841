/**
 * The roles in one line for the header: who has which, by their first names, and behind one button all of them, the
 * vacant ones first, with what can be done about each. Those that the line has no room for are only there, and
 * counted.
 */
import type { ReactNode } from 'react';
import { useNames, useRoom } from '../session/hooks.ts';
import { Popover } from '../ui/Popover.tsx';
import { boardOf, inSeat, isMany, type BoardSeat } from './board.ts';
import styles from './Crew.module.css';
import { CardWords } from './CardWords.tsx';
import { SeatActions } from './SeatActions.tsx';
import { SeatRow } from './SeatRow.tsx';
import { shortNamesIn } from './short-names.ts';
import { useWhole } from './useWhole.ts';

export function RoleStrip(): ReactNode {
  const crew = useRoom((room) => room.crew);
  const board = boardOf(crew).filter(({ role }) => !isMany(role));
  const holderOf = ({ role }: BoardSeat): string | undefined => inSeat(crew, role).find((each) => each.taken)?.person;
  const filled = board.flatMap((seat) => {
    const person = holderOf(seat);
    return person === undefined ? [] : [{ seat, person }];
  });
  const vacant = board.filter((seat) => holderOf(seat) === undefined);
  const [line, cut] = useWhole(filled.length);
  return (
    <>
      <ul ref={line} className={styles['strip']} aria-label="Roles">
        {filled.map(({ seat, person }) => (
          <li key={seat.role}>
            <Glance seat={seat} person={person} />
          </li>
        ))}
      </ul>
      <AllRoles vacant={vacant} filled={filled.map(({ seat }) => seat)} cut={cut} />
    </>
  );
}

function Glance({ seat, person }: { readonly seat: BoardSeat; readonly person: string }): ReactNode {
  const members = useRoom((room) => room.crew.members);
  const whole = `${seat.title}: ${useNames()(person)}`;
  return (
    <Popover
      title={whole}
      trigger={
        <button type="button" className={styles['glance']} title={whole}>
          <span>{seat.short}</span> <strong translate="no">{shortNamesIn(members)(person)}</strong>
        </button>
      }
    >
      <CardWords seat={seat} />
      <SeatActions seat={seat} open={false} />
    </Popover>
  );
}

interface AllRolesProps {
  readonly vacant: readonly BoardSeat[];
  readonly filled: readonly BoardSeat[];
  /** How many of the filled ones the line has no room for. */
  readonly cut: number;
}

function AllRoles({ vacant, filled, cut }: AllRolesProps): ReactNode {
  const open = vacant.length === 0 ? [] : [`${vacant.length} vacant`];
  const more = cut === 0 ? [] : [`+${cut}`];
  const words = [...more, ...open].join(' · ') || 'Roles';
  const name = [...(cut === 0 ? [] : [`${cut} more`]), ...open].join(', ');
  return (
    <Popover
      title="Roles"
      align="end"
      trigger={
        <button type="button" className={styles['glance']} aria-label={name === '' ? 'Roles' : `${name} roles`}>
          <span>{words}</span>
        </button>
      }
    >
      <ul className={styles['board']}>
        {[...vacant, ...filled].map((seat) => (
          <SeatRow key={seat.role} seat={seat} />
        ))}
      </ul>
    </Popover>
  );
}
