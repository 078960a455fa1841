/**
 * The commander reviews a customer update: approves it, or sends it back with a reason. The deputy may when the
 * commander cannot.
 */
import type { ReactNode } from 'react';
import type { Draft } from '../../shared/updates/words.ts';
import { useNames } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { At } from '../ui/Time.tsx';
import { toast } from '../ui/toasts.ts';
import { updatesDialog } from './screen.ts';
import styles from './Updates.module.css';

export function ReviewDialog({ draft, onClose }: { readonly draft: Draft; readonly onClose: () => void }): ReactNode {
  const names = useNames();
  const words = useDraft(`send-back.${draft.id}`, '');
  const why = words.value;
  const approved = (): void => (
    updatesDialog.open({ open: 'publish', draft: draft.id }),
    toast({ tone: 'done', text: 'Approved. Ready to publish.' })
  );
  const actions = (
    <>
      <CommandButton
        type="updates.reject"
        sends={words}
        data={{ draft: draft.id, why: why.trim() }}
        unready={why.trim() === '' ? 'Say what needs to change.' : null}
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
    <Dialog open onClose={onClose} title="Review customer update" actions={actions}>
      <blockquote className={styles['quoted']}>{draft.text}</blockquote>
      <p className={styles['means']}>
        {names(draft.by)} wrote this at <At at={draft.at} />.{' '}
        {draft.nextAt === null ? (
          'This is the last update.'
        ) : (
          <>
            Next update at <At at={draft.nextAt} />.
          </>
        )}
      </p>
      <Field label="What should change? (to send it back)" most={300} draft={words} />
    </Dialog>
  );
}
