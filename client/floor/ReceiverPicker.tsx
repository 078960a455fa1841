/**
 * Who could receive command: each responder with their role, their local time and whether they are here. The deputy
 * comes first.
 */
import type { ReactNode } from 'react';
import { seatName } from '../../shared/crew/sentences.ts';
import { seatsOf } from '../../shared/standing.ts';
import { ATTENDANCE, isNight, useReach } from '../session/attendance.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import styles from './Floor.module.css';
import { receivers } from './offer-draft.ts';

interface ReceiverPickerProps {
  readonly value: string | null;
  readonly onChoose: (person: string) => void;
}

export function ReceiverPicker({ value, onChoose }: ReceiverPickerProps): ReactNode {
  const room = useRoom((whole) => whole);
  const reach = useReach();
  const people = receivers(room).toSorted(
    (one, other) => Number(reach(one).attendance === 'gone') - Number(reach(other).attendance === 'gone'),
  );
  return (
    <fieldset className={styles['receivers']}>
      <legend>To</legend>
      {people.length === 0 ? (
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
  const { attendance, time } = useReach()(person);
  const seats = seatsOf(room, person)
    .map((seat) => seatName(seat.role))
    .join(', ');
  const area = room.crew.members[person]?.area ?? '';
  return (
    <label className={styles['receiver']} data-chosen={chosen}>
      <input type="radio" name="receiver" checked={chosen} onChange={() => onChoose(person)} />
      <Avatar name={name} attendance={attendance} />
      <span className={styles['grow']}>
        <strong>{name}</strong>{' '}
        <span className={styles['faint']}>{[seats, area].filter((each) => each !== '').join(' · ')}</span>
      </span>
      {time === null ? null : (
        <span className={styles['faint']}>
          {time} their time{isNight(time) ? ', night' : ''}
        </span>
      )}
      <span className={styles['state']} data-attendance={attendance}>
        {ATTENDANCE[attendance]}
      </span>
    </label>
  );
}
