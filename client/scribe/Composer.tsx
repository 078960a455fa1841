/**
 * The one line to write in below the document, on phones. Enter sends; what it becomes is said before. Works without a link like
 * the document itself. Whoever must change what stands there opens it for editing.
 */
import type { Editor } from '@tiptap/core';
import { ImagePlus, PencilLine, SendHorizontal } from 'lucide-react';
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { becomes } from '../ui/becomes.ts';
import { appendPicture } from './attachment-paste.ts';
import { appendLine, keptDraft } from './composer-line.ts';
import styles from './Composer.module.css';

interface ComposerProps {
  /** Null while the document is being opened: one can write, and sends a moment later. */
  readonly editor: Editor | null;
  readonly roomId: string;
  readonly person: string;
  readonly serverNow: () => number;
  readonly onEdit: () => void;
}

export function Composer({ editor, roomId, person, serverNow, onEdit }: ComposerProps): ReactNode {
  const draft = useMemo(() => keptDraft(person, roomId), [person, roomId]);
  const [text, setText] = useState(draft.get);
  const says = becomes(text);
  const write = (next: string): void => {
    setText(next);
    draft.set(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const written = text.trim();
    if (written === '' || editor === null) return;
    appendLine(editor, written);
    write('');
  };
  return (
    <form className={styles['composer']} onSubmit={submit}>
      {says === null ? null : (
        <p className={styles['becomes']} role="status">
          {says}
        </p>
      )}
      <div className={styles['row']}>
        <button
          type="button"
          className={styles['edit']}
          aria-label="Edit here"
          title="Edit the document itself"
          onClick={onEdit}
        >
          <PencilLine size={18} />
        </button>
        <button
          type="button"
          className={styles['edit']}
          aria-label="Add a picture"
          title="Add a picture of a graph or a screen"
          disabled={editor === null}
          onClick={() => editor === null || appendPicture(editor, { roomId, serverNow })}
        >
          <ImagePlus size={18} />
        </button>
        <div className={styles['line']}>
          <input
            aria-label="Document line"
            placeholder="Log line, or TL …"
            enterKeyHint="send"
            autoComplete="off"
            maxLength={4000}
            value={text}
            onChange={(event) => write(event.target.value)}
          />
          <button
            type="submit"
            className={styles['send']}
            aria-label="Add the line"
            title="Add the line"
            disabled={text.trim() === '' || editor === null}
          >
            <SendHorizontal size={17} />
          </button>
        </div>
      </div>
    </form>
  );
}
