/**
 * An approved text is published word for word; only the time of the next update is chosen again, because time has
 * passed.
 */
import type { ReactNode } from 'react';
import type { Draft } from '../../shared/updates/words.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { toast } from '../ui/toasts.ts';
import { TwoStepButton } from '../ui/TwoStepButton.tsx';
import { useNextTime } from './next-time.ts';
import { NextTimeField } from './NextTimeField.tsx';
import styles from './Updates.module.css';

export function PublishDialog({ draft, onClose }: { readonly draft: Draft; readonly onClose: () => void }): ReactNode {
  const time = useNextTime('external');
  const unready = time.nextAt === undefined ? 'Choose when the next update is due.' : null;
  const data = { audience: 'external' as const, text: draft.text, nextAt: time.nextAt ?? null, draft: draft.id };
  const done = (): void => (onClose(), toast({ tone: 'done', text: 'Published to customers.' }));
  return (
    <Dialog
      open
      onClose={onClose}
      title="Publish to customers"
      actions={
        <TwoStepButton
          look="primary"
          type="updates.post"
          data={data}
          unready={unready}
          onDone={done}
          label="Publish"
          again="Press again: customers will read this"
        />
      }
    >
      <blockquote className={styles['quoted']}>{draft.text}</blockquote>
      <NextTimeField time={time} label="Next customer update" />
    </Dialog>
  );
}
