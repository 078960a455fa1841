/** One person, any role: the same question as on the board, asked from the person's side. */
import type { ReactNode } from 'react';
import { useNames, useRoom } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, within } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { boardOf, inSeat, isMany } from './board.ts';
import styles from './Crew.module.css';
import type { AboutPersonProps } from './RemoveDialog.tsx';

interface Giving {
  readonly role: string | null;
  readonly area: string;
}

export function GiveRoleDialog({ person, member, onClose }: AboutPersonProps): ReactNode {
  const name = useNames();
  const form = useDraft<Giving>(`role.${person}`, { role: null, area: member.area ?? '' });
  const { role } = form.value;
  const area = role !== null && isMany(role) ? form.value.area.trim() : '';
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="crew.assign"
        sends={form}
        data={{ person, role: role ?? '', ...(area === '' ? {} : { area }) }}
        look="primary"
        unready={role === null ? 'Choose a role.' : null}
        onDone={onClose}
      >
        Ask them
      </CommandButton>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={`Assign a role to ${name(person)}`} actions={actions}>
      <Roles value={role} onChoose={(chosen) => form.set((before) => ({ ...before, role: chosen }))} />
      {role !== null && isMany(role) ? (
        <Field
          label="Area"
          placeholder="database"
          most={60}
          draft={within(form.value.area, (text) => form.set((before) => ({ ...before, area: text })), form.blank.area)}
        />
      ) : null}
    </Dialog>
  );
}

interface RolesProps {
  readonly value: string | null;
  readonly onChoose: (role: string) => void;
}

function Roles({ value, onChoose }: RolesProps): ReactNode {
  const crew = useRoom((room) => room.crew);
  const name = useNames();
  const who = (role: string): string =>
    inSeat(crew, role)
      .map((seat) => `${name(seat.person)}${seat.taken ? '' : ' (asked)'}`)
      .join(', ');
  return (
    <fieldset className={styles['people']}>
      <legend>Role</legend>
      <div>
        {boardOf(crew).map(({ role, title }) => (
          <label key={role} className={styles['person']} data-chosen={role === value}>
            <input type="radio" name="role-for-person" checked={role === value} onChange={() => onChoose(role)} />
            <span className={styles['grow']}>{title}</span>
            <span className={styles['faint']}>{who(role) || (isMany(role) ? '' : 'vacant')}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
