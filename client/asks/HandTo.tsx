/**
 * Who a question can be forwarded to: the room's responders except the person who asked and the one forwarding it;
 * those who are here come first.
 */
import type { ReactNode } from 'react';
import { seatName } from '../../shared/seat-names.ts';
import { isResponder, seatsOf } from '../../shared/standing.ts';
import { isAbsent, useReach } from '../session/attendance.ts';
import { useRoom, useYou } from '../session/hooks.ts';
import { namesIn } from '../session/names.ts';
import { Select } from '../ui/Field.tsx';

interface HandToProps {
  readonly asker: string;
  readonly value: string;
  readonly onChoose: (person: string) => void;
}

export function HandTo({ asker, value, onChoose }: HandToProps): ReactNode {
  const room = useRoom((whole) => whole);
  const reach = useReach();
  const you = useYou();
  const could = Object.keys(room.crew.members).filter(
    (person) => person !== asker && person !== you && isResponder(room, person),
  );
  const people = could.toSorted((one, other) => Number(isAbsent(reach(one))) - Number(isAbsent(reach(other))));
  const words = (person: string): string => {
    const seats = seatsOf(room, person).map((seat) => seatName(seat.role));
    const { attendance, words: where } = reach(person);
    return [namesIn(room.crew.members)(person), ...seats, ...(attendance === 'here' ? [] : [where])].join(', ');
  };
  return (
    <Select label="Forward to" autoFocus value={value} onChange={(event) => onChoose(event.target.value)}>
      <option value="">{people.length === 0 ? 'No other responder in this room' : 'Choose …'}</option>
      {people.map((person) => (
        <option key={person} value={person}>
          {words(person)}
        </option>
      ))}
    </Select>
  );
}
