/** The commander asks someone to take a role. A volunteer, or the commander, has it at once; everyone else is asked. */
import type { ReactNode } from 'react';
import { useReach } from '../session/attendance.ts';
import { useElsewhere } from '../session/elsewhere.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { textIn, useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { isMany, type BoardSeat } from './board.ts';
import { CardWords } from './CardWords.tsx';
import styles from './Crew.module.css';

interface AssignDialogProps {
  readonly seat: BoardSeat;
  readonly onClose: () => void;
}

interface Assigning {
  readonly person: string | null;
  readonly area: string;
}

export function AssignDialog({ seat, onClose }: AssignDialogProps): ReactNode {
  const form = useDraft<Assigning>(`seat.${seat.role}`, { person: null, area: '' });
  const { person, area } = form.value;
  const data = { person: person ?? '', role: seat.role, ...(area.trim() === '' ? {} : { area: area.trim() }) };
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="crew.assign"
        sends={form}
        data={data}
        look="primary"
        unready={person === null ? 'Choose a person.' : null}
        onDone={onClose}
      >
        Ask them
      </CommandButton>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={`Assign ${seat.title}`} actions={actions}>
      <People
        role={seat.role}
        value={person}
        onChoose={(chosen) => form.set((before) => ({ ...before, person: chosen }))}
      />
      {isMany(seat.role) ? <Field label="Area" placeholder="database" most={60} draft={textIn(form, 'area')} /> : null}
      <CardWords seat={seat} />
    </Dialog>
  );
}

interface PeopleProps {
  readonly role: string;
  readonly value: string | null;
  readonly onChoose: (person: string) => void;
}

function People({ role, value, onChoose }: PeopleProps): ReactNode {
  const room = useRoom((whole) => whole);
  const reach = useReach();
  const name = useNames();
  useElsewhere();
  const people = Object.entries(room.crew.members).filter(
    ([person, member]) =>
      member.as === 'responder' && member.removedAt === null && !(role === 'deputy' && person === room.floor.holder),
  );
  const willing = (person: string): boolean =>
    room.crew.volunteers.some((each) => each.person === person && each.role === role);
  return (
    <fieldset className={styles['people']}>
      <legend>Who</legend>
      <div className={styles['scrolls']}>
        {people.map(([person, member]) => (
          <label key={person} className={styles['person']} data-chosen={person === value}>
            <input type="radio" name={`seat-${role}`} checked={person === value} onChange={() => onChoose(person)} />
            <Avatar name={name(person)} attendance={reach(person).attendance} size="small" />
            <span className={styles['grow']}>
              {name(person)}{' '}
              <span className={styles['faint']}>
                {member.area ?? ''}
                {willing(person) ? ' volunteered' : ''}
                {person === room.floor.holder ? ' in command' : ''}
              </span>
            </span>
            <span className={styles['faint']}>{reach(person).words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
