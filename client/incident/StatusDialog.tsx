/** Moving the incident to another status; going back is allowed and is recorded in the log. */
import type { ReactNode } from 'react';
import type { Status } from '../../shared/incident/words.ts';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { textIn, useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { At } from '../ui/Time.tsx';
import { STATUS_MEANS, STATUS_NAMES, STATUSES } from './names.ts';
import styles from './Dialogs.module.css';

interface Move {
  readonly status: Status;
  readonly why: string;
}

export function StatusDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const from = useRoom((room) => room.incident.status);
  const form = useDraft<Move>('status', { status: from, why: '' });
  const { status, why } = form.value;
  const data = { status, ...(why.trim() === '' ? {} : { why: why.trim() }) };
  const unready = status === from ? `It’s already ${STATUS_NAMES[from].toLowerCase()}. Choose another.` : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Change status"
      actions={
        <CommandButton
          look="primary"
          type="incident.set-status"
          sends={form}
          data={data}
          unready={unready}
          onDone={onClose}
        >
          {status === from ? 'Change status' : `Set to ${STATUS_NAMES[status].toLowerCase()}`}
        </CommandButton>
      }
    >
      <fieldset className={styles['phases']}>
        <legend>Status</legend>
        {STATUSES.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="status"
              checked={each === status}
              onChange={() => form.set((before) => ({ ...before, status: each }))}
            />
            <span>
              <strong>
                {STATUS_NAMES[each]}
                {each === from ? <em>now</em> : null}
              </strong>
              <small>{STATUS_MEANS[each]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {status === 'resolved' ? <StillPromised /> : null}
      <Field label="Reason (optional)" most={300} draft={textIn(form, 'why')} />
    </Dialog>
  );
}

function StillPromised(): ReactNode {
  const nextAt = useRoom((room) => room.updates.nextAt);
  return nextAt === null ? null : (
    <p className={styles['note']}>
      An update is still due at <At at={nextAt} />. After this, post it and mark it as the last update.
    </p>
  );
}
