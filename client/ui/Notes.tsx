/**
 * Below a text field: how long its text is, when that matters; and that it was restored unsent, with a quiet button to
 * discard it.
 */
import { useState, type ReactNode } from 'react';
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

/** Only for text that was there when the field appeared: someone who is typing now does not need the note. */
function CameBack({ draft }: { readonly draft: TextDraft }): ReactNode {
  const [cameBack] = useState(draft.isBegun);
  if (!cameBack || !draft.isBegun) return null;
  return (
    <p>
      Not sent yet.{' '}
      <button type="button" onClick={draft.clear}>
        Discard
      </button>
    </p>
  );
}
