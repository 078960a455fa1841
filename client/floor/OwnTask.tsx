/**
 * A task of the receiver's own: commanders do not fix, so it is reassigned, stopped, or kept with a reason that is
 * logged.
 */
import { useEffect, type ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { useReach } from '../session/attendance.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { within } from '../ui/drafting.ts';
import { Choice, Field, Select } from '../ui/Field.tsx';
import styles from './Floor.module.css';
import { TaskLine } from './TaskLine.tsx';
import { takers, type Fate } from './walk.ts';

interface OwnTaskProps {
  readonly task: Task;
  readonly receiver: string;
  readonly fate: Fate | undefined;
  readonly onFate: (fate: Fate) => void;
}

const WAYS: ReadonlyArray<{ readonly value: Fate['how']; readonly label: string }> = [
  { value: 'pass-on', label: 'Reassign it' },
  { value: 'stop', label: 'Stop it' },
  { value: 'keep', label: 'Keep it' },
];

export function OwnTask({ task, receiver, fate, onFate }: OwnTaskProps): ReactNode {
  const people = useTakers(receiver);
  const first = people[0] ?? '';
  const choose = (how: Fate['how']): void =>
    onFate(
      how === 'pass-on'
        ? { how, to: first }
        : how === 'keep'
          ? { how, why: people.length === 0 ? 'No one else is here' : '' }
          : { how },
    );
  const gone = fate?.how === 'pass-on' && !people.includes(fate.to);
  useEffect(() => {
    // The chosen person has left: choose again instead of sending it to no one.
    if (gone && first !== '') onFate({ how: 'pass-on', to: first });
  }, [gone, first, onFate]);
  return (
    <div className={styles['own']} data-decided={fate !== undefined}>
      <p>
        <strong>Yours:</strong> <TaskLine task={task} />
      </p>
      <Choice
        label="You will command, not fix"
        options={people.length === 0 ? WAYS.slice(1) : WAYS}
        value={fate?.how ?? null}
        onChoose={choose}
      />
      {fate?.how === 'pass-on' ? (
        <Takers people={people} value={fate.to} onChoose={(to) => onFate({ how: 'pass-on', to })} />
      ) : null}
      {fate?.how === 'keep' ? (
        <Field
          label="Why you’re keeping it"
          placeholder="no one else here knows the database"
          most={300}
          draft={within(fate.why, (why) => onFate({ how: 'keep', why }))}
        />
      ) : null}
    </div>
  );
}

interface TakersProps {
  readonly people: readonly string[];
  readonly value: string;
  readonly onChoose: (person: string) => void;
}

function Takers({ people, value, onChoose }: TakersProps): ReactNode {
  const name = useNames();
  const reach = useReach();
  const area = useRoom((room) => room.crew.members);
  return (
    <Select label="To" value={value} onChange={(event) => onChoose(event.target.value)}>
      {people.map((person) => (
        <option key={person} value={person}>
          {[name(person), area[person]?.area ?? '', reach(person).attendance === 'gone' ? 'disconnected' : '']
            .filter((word) => word !== '')
            .join(', ')}
        </option>
      ))}
    </Select>
  );
}

export function useTakers(but: string): readonly string[] {
  const room = useRoom((whole) => whole);
  const reach = useReach();
  return takers(room, but, (person) => ['here', 'idle'].includes(reach(person).attendance));
}
