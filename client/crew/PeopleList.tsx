/**
 * Everyone in this room: how they can be reached, from how many devices, what time it is for them. Reachable people
 * come first, removed people last. Each row opens what you may do with that person; the arrows go from row to row.
 */
import { Ellipsis } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { seatName } from '../../shared/crew/sentences.ts';
import type { Member } from '../../shared/crew/words.ts';
import { CLOCK } from '../../shared/envelope.ts';
import { nameIn, seatsOf, shadowOf } from '../../shared/standing.ts';
import { isNight, useReach, type Attendance } from '../session/attendance.ts';
import { useElsewhere } from '../session/elsewhere.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { LateMenu } from '../ui/Menu.tsx';
import { At } from '../ui/Time.tsx';
import styles from './Crew.module.css';
import { PersonMenu, type PersonMenuProps } from './PersonMenu.tsx';

const ORDER: ReadonlyArray<Attendance> = ['here', 'idle', 'away', 'resting', 'elsewhere', 'gone'];

export function PeopleList({ work }: Pick<PersonMenuProps, 'work'>): ReactNode {
  const members = useRoom((room) => room.crew.members);
  const reach = useReach();
  useElsewhere();
  const all = Object.entries(members);
  const place = (person: string): number => ORDER.indexOf(reach(person).attendance);
  const people = all
    .filter(([, { removedAt }]) => removedAt === null)
    .toSorted(([one], [other]) => place(one) - place(other));
  const removed = all
    .filter(([, { removedAt }]) => removedAt !== null)
    .toSorted(([, one], [, other]) => (String(one.removedAt) < String(other.removedAt) ? 1 : -1));
  return (
    <div className={styles['stack']} onKeyDownCapture={walk}>
      <ul className={styles['list']} aria-label="People in this room">
        {people.map(([person, member]) => (
          <Row key={person} person={person} member={member} work={work}>
            <Person person={person} member={member} />
          </Row>
        ))}
      </ul>
      {removed.length === 0 ? null : (
        <section>
          <h3 className={styles['removed']}>Removed</h3>
          <ul className={styles['list']} aria-label="Removed from this room">
            {removed.map(([person, member]) => (
              <Row key={person} person={person} member={member} work={work}>
                <Gone person={person} member={member} />
              </Row>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Row({ children, ...about }: PersonMenuProps & { readonly children: ReactNode }): ReactNode {
  return (
    <li>
      <LateMenu
        look="row"
        trigger={
          <>
            {children}
            <Ellipsis size={16} aria-hidden="true" />
          </>
        }
      >
        <PersonMenu {...about} />
      </LateMenu>
    </li>
  );
}

function Person({ person, member }: { readonly person: string; readonly member: Member }): ReactNode {
  const room = useRoom((whole) => whole);
  const { attendance, words, time, devices } = useReach()(person);
  const you = useYou();
  const named = useNames();
  const called = named(person);
  const shadowed = shadowOf(room, person);
  const seats = seatsOf(room, person).map((seat) => seatName(seat.role));
  const what = [
    room.floor.holder === person ? 'in command' : '',
    ...seats,
    member.as === 'responder' ? '' : shadowed === null ? member.as : `shadows ${named(shadowed)}`,
    member.area ?? '',
  ].filter((each) => each !== '');
  const where = [
    devices > 1 ? `${devices} devices` : '',
    time === null ? '' : `${time}${isNight(time) ? ', night' : ''}`,
  ].filter((each) => each !== '');
  return (
    <>
      <Avatar name={member.name} attendance={attendance} />
      <span className={styles['grow']}>
        <span translate="no">{called}</span>
        {person === you ? ' (you)' : ''} <span className={styles['faint']}>{what.join(' · ')}</span>
      </span>
      <span className={styles['where']}>
        <span data-attendance={attendance}>{words}</span> <span className={styles['faint']}>{where.join(' · ')}</span>
      </span>
    </>
  );
}

function Gone({ person, member }: { readonly person: string; readonly member: Member }): ReactNode {
  const { name, removedAt, removedBy } = member;
  const called = useNames();
  const by = useRoom((room) => (removedBy === undefined ? null : nameIn(room, removedBy)));
  return (
    <>
      <Avatar name={name} attendance="gone" />
      <span className={styles['grow']} translate="no">
        {called(person)}
      </span>
      <span className={styles['faint']}>
        {removedBy === CLOCK ? 'deactivated' : `by ${by ?? 'an administrator'}`}{' '}
        {removedAt === null ? null : <At at={removedAt} />}
      </span>
    </>
  );
}

/** Up and down between the rows; within an open menu the keys are the menu's. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[aria-haspopup="menu"]')];
  const at = rows.findIndex((row) => row === event.target);
  if (step === 0 || at === -1 || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  rows[(at + step + rows.length) % rows.length]?.focus();
}
