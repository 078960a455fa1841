/** One person, any role: the same question as on the board, asked from the person's side. */
import { useState, type ReactNode } from 'react';
import { useNames, useRoom } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { boardOf, inSeat, isMany } from './board.ts';
import styles from './Crew.module.css';
import type { AboutPersonProps } from './RemoveDialog.tsx';

export function GiveRoleDialog({ person, member, onClose }: AboutPersonProps): ReactNode {
  const [role, setRole] = useState<string | null>(null);
  const name = useNames();
  const words = useDraft(`role.${person}.area`, member.area ?? '');
  const area = role !== null && isMany(role) ? words.value.trim() : '';
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="crew.assign"
        sends={words}
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
      <Roles value={role} onChoose={setRole} />
      {role !== null && isMany(role) ? <Field label="Area" placeholder="database" most={60} draft={words} /> : null}
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
