/**
 * Everyone in this room: how they can be reached, from how many devices, what time it is for them. Reachable people
 * come first.
 */
import type { ReactNode } from 'react';
import { seatName } from '../../shared/crew/sentences.ts';
import { seatsOf } from '../../shared/standing.ts';
import { ATTENDANCE, isNight, useReach, type Attendance } from '../session/attendance.ts';
import { useRoom, useYou } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import styles from './Crew.module.css';

const ORDER: ReadonlyArray<Attendance> = ['here', 'idle', 'away', 'resting', 'gone'];

export function PeopleList(): ReactNode {
  const room = useRoom((whole) => whole);
  const reach = useReach();
  const people = Object.entries(room.crew.members)
    .filter(([, member]) => member.removedAt === null)
    .map(([person]) => person);
  const sorted = people.toSorted(
    (one, other) => ORDER.indexOf(reach(one).attendance) - ORDER.indexOf(reach(other).attendance),
  );
  return (
    <ul className={styles['list']} aria-label="People in this room">
      {sorted.map((person) => (
        <Person key={person} person={person} />
      ))}
    </ul>
  );
}

function Person({ person }: { readonly person: string }): ReactNode {
  const room = useRoom((whole) => whole);
  const member = room.crew.members[person];
  const { attendance, time, devices } = useReach()(person);
  const you = useYou();
  if (member === undefined) return null;
  const seats = seatsOf(room, person).map((seat) => seatName(seat.role));
  const what = [
    room.floor.holder === person ? 'in command' : '',
    ...seats,
    member.as === 'responder' ? '' : member.as,
    member.area ?? '',
  ].filter((each) => each !== '');
  const where = [
    devices > 1 ? `${devices} devices` : '',
    time === null ? '' : `${time}${isNight(time) ? ', night' : ''}`,
  ].filter((each) => each !== '');
  return (
    <li>
      <Avatar name={member.name} attendance={attendance} />
      <span className={styles['grow']}>
        {member.name}
        {person === you ? ' (you)' : ''} <span className={styles['faint']}>{what.join(' · ')}</span>
      </span>
      <span className={styles['where']}>
        <span data-attendance={attendance}>{ATTENDANCE[attendance]}</span>{' '}
        <span className={styles['faint']}>{where.join(' · ')}</span>
      </span>
    </li>
  );
}
