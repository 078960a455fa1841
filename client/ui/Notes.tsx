/** Below a text field: how long its text is, when that matters; and that it was restored unsent. */
import type { ReactNode } from 'react';
import { CameBack } from './CameBack.tsx';
import type { TextDraft } from './drafting.ts';
import styles from './Notes.module.css';
import { isTooLong, lengthWords, useLongText } from './too-long.ts';

interface NotesProps {
  readonly id?: string;
  readonly text: string;
  readonly most?: number | undefined;
  readonly draft?: TextDraft | undefined;
  /** Instead of shortening it. */
  readonly wayOut?: ReactNode;
}

export function Notes({ id, text, most, draft, wayOut }: NotesProps): ReactNode {
  useLongText(text, most);
  const length = most === undefined ? null : lengthWords(text, most);
  const isLong = most !== undefined && isTooLong(text, most);
  return (
    <div id={id} className={styles['notes']}>
      {length === null ? null : (
        <p role={isLong ? 'alert' : 'status'} data-long={isLong}>
          {length}
          {isLong ? wayOut : null}
        </p>
      )}
      {draft === undefined ? null : <CameBack draft={draft} />}
    </div>
  );
}
