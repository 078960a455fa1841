/**
 * One role of the board: its card behind its name, who has it or is asked, who volunteered, and what this reader may
 * do.
 */
import type { ReactNode } from 'react';
import type { Seat } from '../../shared/crew/words.ts';
import { isAbsent, useReach } from '../session/attendance.ts';
import { useElsewhere } from '../session/elsewhere.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Popover } from '../ui/Popover.tsx';
import { Ago } from '../ui/Time.tsx';
import { inSeat, isMany, type BoardSeat } from './board.ts';
import styles from './Crew.module.css';
import { SeatActions, SitterActions } from './SeatActions.tsx';
import { CardWords } from './CardWords.tsx';

export function SeatRow({ seat }: { readonly seat: BoardSeat }): ReactNode {
  const crew = useRoom((room) => room.crew);
  const sitters = inSeat(crew, seat.role);
  const volunteers = crew.volunteers.filter((each) => each.role === seat.role);
  const open = !sitters.some((each) => each.taken);
  return (
    <li className={styles['seat']} data-open={open}>
      <Popover
        title={seat.title}
        trigger={
          <button type="button" className={styles['title']} aria-label={`${seat.title}: what this role does`}>
            {seat.title}
          </button>
        }
      >
        <CardWords seat={seat} />
      </Popover>
      <div className={styles['sitters']}>
        {sitters.map((each) => (
          <Sitter key={`${each.person}.${each.area}`} sitter={each} />
        ))}
        {volunteers.map(({ person }) => (
          <Volunteer key={person} person={person} role={seat.role} />
        ))}
        {sitters.length === 0 && volunteers.length === 0 ? (
          <span className={styles['faint']}>{isMany(seat.role) ? 'none yet' : 'vacant'}</span>
        ) : null}
      </div>
      <SeatActions seat={seat} open={open} />
    </li>
  );
}

function Sitter({ sitter }: { readonly sitter: Seat }): ReactNode {
  const you = useYou();
  const name = useNames()(sitter.person);
  const reach = useReach()(sitter.person);
  const { attendance, words } = reach;
  useElsewhere(sitter.taken && isAbsent(reach));
  return (
    <span className={styles['sitter']}>
      <Avatar name={name} attendance={sitter.taken ? attendance : 'gone'} size="small" />
      <span className={styles['name']}>
        <span translate="no">{name}</span>
        {sitter.area === null ? null : <span className={styles['faint']}> {sitter.area}</span>}
      </span>
      {sitter.taken || sitter.person === you ? null : (
        <span className={styles['asked']}>
          asked <Ago at={sitter.at} />
        </span>
      )}
      {sitter.taken && isAbsent(reach) ? <span className={styles['asked']}>{words}</span> : null}
      <SitterActions sitter={sitter} />
    </span>
  );
}

function Volunteer({ person, role }: { readonly person: string; readonly role: string }): ReactNode {
  const name = useNames()(person);
  const you = useYou();
  return (
    <span className={styles['sitter']}>
      <Avatar name={name} attendance="gone" size="small" />
      <span className={styles['name']}>{person === you ? 'You volunteered' : `${name} volunteered`}</span>
      <SitterActions sitter={{ role, person, area: null, taken: false, at: '', by: null }} volunteer />
    </span>
  );
}
