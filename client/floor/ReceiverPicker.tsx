/**
 * Who could receive command: each responder with their role, their local time and where they are. Of those who
 * are reachable the deputy comes first, then the other people with a role; where there are many, they are found by
 * typing.
 */
import { useState, type ReactNode } from 'react';
import { seatName } from '../../shared/crew/sentences.ts';
import type { RoomState } from '../../shared/room.ts';
import { seatsOf } from '../../shared/standing.ts';
import { isAbsent, isNight, useReach } from '../session/attendance.ts';
import { useElsewhere } from '../session/elsewhere.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Field } from '../ui/Field.tsx';
import { finds } from '../../shared/sought.ts';
import styles from './Floor.module.css';
import { rankOf, receivers } from './offer-draft.ts';

/** More than are seen at one glance. */
const MANY = 5;

interface ReceiverPickerProps {
  /** What the chosen person gets. */
  readonly label?: string;
  readonly value: string | null;
  readonly onChoose: (person: string) => void;
}

export function ReceiverPicker({ label = 'To', value, onChoose }: ReceiverPickerProps): ReactNode {
  const room = useRoom((whole) => whole);
  const reach = useReach();
  const name = useNames();
  const [sought, seek] = useState('');
  useElsewhere();
  const all = receivers(room).toSorted(
    (one, other) =>
      Number(isAbsent(reach(one))) - Number(isAbsent(reach(other))) || rankOf(room, one) - rankOf(room, other),
  );
  const people = all.filter((person) => finds([name(person), factsOf(room, person)].join(' '), sought));
  return (
    <fieldset className={styles['receivers']}>
      <legend>{label}</legend>
      {all.length > MANY ? (
        <Field label="Search people" type="search" value={sought} onChange={(event) => seek(event.target.value)} />
      ) : null}
      {all.length > 0 && people.length === 0 ? (
        <p className={styles['note']}>No one found. Try fewer letters.</p>
      ) : null}
      {all.length === 0 ? (
        <p className={styles['note']}>
          There’s no other responder in this room. Copy an invite link: + next to the people in the header.
        </p>
      ) : null}
      <div className={styles['scrolls']}>
        {people.map((person) => (
          <Receiver key={person} person={person} chosen={person === value} onChoose={onChoose} />
        ))}
      </div>
    </fieldset>
  );
}

interface ReceiverProps {
  readonly person: string;
  readonly chosen: boolean;
  readonly onChoose: (person: string) => void;
}

function Receiver({ person, chosen, onChoose }: ReceiverProps): ReactNode {
  const room = useRoom((whole) => whole);
  const name = useNames()(person);
  const { attendance, words, time } = useReach()(person);
  return (
    <label className={styles['receiver']} data-chosen={chosen}>
      <input type="radio" name="receiver" checked={chosen} onChange={() => onChoose(person)} />
      <Avatar name={name} attendance={attendance} />
      <span className={styles['grow']}>
        <strong>{name}</strong> <span className={styles['faint']}>{factsOf(room, person)}</span>
      </span>
      {time === null ? null : (
        <span className={styles['faint']}>
          {time} their time{isNight(time) ? ', night' : ''}
        </span>
      )}
      <span className={styles['state']} data-attendance={attendance}>
        {words}
      </span>
    </label>
  );
}

/** Their roles and their area. */
function factsOf(room: RoomState, person: string): string {
  const seats = seatsOf(room, person)
    .map((seat) => seatName(seat.role))
    .join(', ');
  return [seats, room.crew.members[person]?.area ?? ''].filter((each) => each !== '').join(' · ');
}
