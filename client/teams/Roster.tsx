/** Everyone who could be in a team, each with what they have already: one of them leads, any of them are members. */
import { useId, type ReactNode } from 'react';
import { useReach } from '../session/attendance.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import styles from './Teams.module.css';
import { hasAlready } from './useSpan.ts';

interface RosterProps {
  readonly people: readonly string[];
  readonly leader: string | null;
  readonly members: readonly string[];
  readonly onLead: (person: string) => void;
  readonly onMembers: (people: readonly string[]) => void;
}

export function Roster({ people, leader, members, onLead, onMembers }: RosterProps): ReactNode {
  const name = useNames();
  const group = useId();
  const toggle = (person: string): void =>
    onMembers(members.includes(person) ? members.filter((each) => each !== person) : [...members, person]);
  return (
    <fieldset className={styles['roster']}>
      <legend>Choose the lead (reports to you) and the members (report to the lead)</legend>
      <ul>
        {people.map((person) => (
          <li key={person}>
            <Person person={person} />
            <label data-on={person === leader}>
              <input
                type="radio"
                name={group}
                aria-label={`${name(person)}: lead`}
                checked={person === leader}
                onChange={() => onLead(person)}
              />
              leads
            </label>
            <label data-on={members.includes(person)} data-off={person === leader}>
              <input
                type="checkbox"
                aria-label={`${name(person)}: member`}
                disabled={person === leader}
                checked={person === leader || members.includes(person)}
                onChange={() => toggle(person)}
              />
              in it
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Person({ person }: { readonly person: string }): ReactNode {
  const room = useRoom((whole) => whole);
  const { attendance, words: where } = useReach()(person);
  const name = useNames()(person);
  const words = [
    room.crew.members[person]?.area ?? '',
    hasAlready(room, person),
    attendance === 'here' ? '' : where,
  ].filter((word) => word !== '');
  return (
    <>
      <Avatar name={name} attendance={attendance} size="small" />
      <span className={styles['person']}>
        {name} <small>{words.join(' · ')}</small>
      </span>
    </>
  );
}
