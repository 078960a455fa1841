/** People to choose from, one or several, each with what they have already and whether they are here. */
import { useId, type ReactNode } from 'react';
import { ATTENDANCE, useReach } from '../session/attendance.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import styles from './Teams.module.css';
import { hasAlready } from './useSpan.ts';

interface PeopleProps {
  readonly kind: 'radio' | 'checkbox';
  readonly label: string;
  readonly people: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

export function People({ kind, label, people, chosen, onChange }: PeopleProps): ReactNode {
  const room = useRoom((whole) => whole);
  const reach = useReach();
  const name = useNames();
  const group = useId();
  const press = (person: string): void => onChange(kind === 'radio' ? [person] : chosen.includes(person) ? chosen.filter((each) => each !== person) : [...chosen, person]);
  return (
    <fieldset className={styles['people']}>
      <legend>{label}</legend>
      <div className={styles['scrolls']}>
        {people.map((person) => (
          <label key={person}>
            <input type={kind} name={group} checked={chosen.includes(person)} onChange={() => press(person)} />
            <Avatar name={name(person)} attendance={reach(person).attendance} size="small" />
            <span>{name(person)} <small>{[room.crew.members[person]?.area ?? '', hasAlready(room, person)].filter((word) => word !== '').join(' · ')}</small></span>
            {reach(person).attendance === 'here' ? null : <small>{ATTENDANCE[reach(person).attendance]}</small>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
