/** My own lines on their way: hollow until the room has them, and honest about when they were written. */
import type { ReactNode } from 'react';
import type { Pending } from '../session/outbox.ts';
import { useLinkState } from '../session/store-hooks.ts';
import { At } from '../ui/Time.tsx';
import { FoldedText } from './FoldedText.tsx';
import styles from './Talk.module.css';

const SAYS: Readonly<Record<Pending['status'], string>> = {
  queued: 'waiting for connection, sends automatically',
  sending: '',
  unconfirmed: 'not confirmed yet, retrying',
  confirmed: '',
};

export function PendingLine({ pending, text }: { readonly pending: Pending; readonly text: string }): ReactNode {
  const held = useLinkState() === 'held';
  const says =
    held && pending.status === 'queued' ? 'waiting until saving works, sends automatically' : SAYS[pending.status];
  return (
    <article className={styles['line']} data-weight="pending">
      <span className={styles['time']}>
        <At at={pending.writtenAt} />
      </span>
      <div className={styles['what']}>
        <p>
          <span className={styles['text']}>
            <FoldedText text={text} />
          </span>
        </p>
        {says === '' ? null : (
          <div className={styles['marks']}>
            <span>
              written <At at={pending.writtenAt} />, {says}
            </span>
          </div>
        )}
      </div>
    </article>
  );
}
