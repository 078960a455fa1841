/** The commander reads a text for customers: yes, or back with a reason. The deputy may when the commander cannot. */
import { useState, type ReactNode } from 'react';
import type { Draft } from '../../shared/updates/words.ts';
import { useNames } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { At } from '../ui/Time.tsx';
import { toast } from '../ui/toasts.ts';
import { openUpdates } from './screen.ts';
import styles from './Updates.module.css';

export function ReviewDialog({ draft, onClose }: { readonly draft: Draft; readonly onClose: () => void }): ReactNode {
  const names = useNames();
  const [why, setWhy] = useState('');
  const approved = (): void => (
    openUpdates({ open: 'publish', draft: draft.id }),
    toast({ tone: 'done', text: 'Approved. It can go out now.' })
  );
  const actions = (
    <>
      <CommandButton
        type="updates.reject"
        data={{ draft: draft.id, why: why.trim() }}
        unready={why.trim() === '' ? 'Say what to change: the writer reads it.' : null}
        onDone={onClose}
      >
        Send back
      </CommandButton>
      <CommandButton look="primary" type="updates.approve" data={{ draft: draft.id }} onDone={approved}>
        Approve
      </CommandButton>
    </>
  );
  return (
    <Dialog open onClose={onClose} title="A text for customers waits for you" actions={actions}>
      <blockquote className={styles['quoted']}>{draft.text}</blockquote>
      <p className={styles['means']}>
        {names(draft.by)} wrote this at <At at={draft.at} />.{' '}
        {draft.nextAt === null ? (
          'It says that it is the last update.'
        ) : (
          <>
            It promises the next update at <At at={draft.nextAt} />.
          </>
        )}
      </p>
      <Field
        label="To send it back: what should change?"
        maxLength={300}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Dialog>
  );
}
