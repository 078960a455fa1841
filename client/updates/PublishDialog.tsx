/**
 * An approved text is published word for word, and recorded, with the time of the next update that was approved with
 * it; another may be chosen, because time has passed.
 */
import type { ReactNode } from 'react';
import type { Draft } from '../../shared/updates/words.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TwoStepButton } from '../ui/TwoStepButton.tsx';
import { useNextTime } from './next-time.ts';
import { NextTimeField } from './NextTimeField.tsx';
import { PostItYourself, RECORD, RECORD_AGAIN, toastPublished } from './posting.tsx';
import styles from './Updates.module.css';

export function PublishDialog({ draft, onClose }: { readonly draft: Draft; readonly onClose: () => void }): ReactNode {
  const time = useNextTime('external', { promised: draft.nextAt });
  const unready = time.nextAt === undefined ? 'Choose when the next update is due.' : null;
  const data = { audience: 'external' as const, text: draft.text, nextAt: time.nextAt ?? null, draft: draft.id };
  const done = (): void => (onClose(), toastPublished(draft.text));
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
          label={RECORD}
          again={RECORD_AGAIN}
        />
      }
    >
      <blockquote className={styles['quoted']}>{draft.text}</blockquote>
      <NextTimeField time={time} label="Next customer update" />
      <PostItYourself text={draft.text} />
    </Dialog>
  );
}
