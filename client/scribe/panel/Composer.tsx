/**
 * The one line to write in below the document, on phones. Enter sends; what it becomes, and under which heading it will
 * stand, is shown before. Works without a link like the document itself. To change existing text, people open the document for editing.
 */
import type { Editor } from '@tiptap/core';
import { ImagePlus, PencilLine, SendHorizontal } from 'lucide-react';
import { useEffect, useId, useState, type FormEvent, type ReactNode } from 'react';
import { becomes } from '../../ui/becomes.ts';
import { useDraft } from '../../ui/drafting.ts';
import { Notes } from '../../ui/Notes.tsx';
import { isTooLong } from '../../ui/too-long.ts';
import { appendChosen } from '../attachments/paste.ts';
import { addLine, headingsOf } from '../lines/composer-line.ts';
import styles from './ScribePanel.module.css';

/** The most that fits into a line of the timeline, which it may become. */
const MOST_CHARACTERS = 4000;

interface ComposerProps {
  /** Null while the document is being opened: writing works, and sending follows a moment later. */
  readonly editor: Editor | null;
  readonly roomId: string;
  readonly serverNow: () => number;
  readonly onEdit: () => void;
}

export function Composer({ editor, roomId, serverNow, onEdit }: ComposerProps): ReactNode {
  const words = useDraft('document-line', '');
  const section = useDraft('document-line.under', '');
  const headings = useHeadings(editor);
  // What is known first, until something else is chosen: below the last heading it would read as ruled out.
  const under = headings.includes(section.value) ? section.value : (headings[0] ?? null);
  const text = words.value;
  const notes = useId();
  const says = becomes(text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const written = text.trim();
    if (written === '' || editor === null || isTooLong(text, MOST_CHARACTERS)) return;
    addLine(editor, written, under);
    words.clear();
  };
  return (
    <form className={styles['composer']} onSubmit={submit} data-no-toast>
      {says === null ? null : (
        <p className={styles['becomes']} role="status">
          {says}
        </p>
      )}
      {headings.length < 2 ? null : (
        <label className={styles['under']}>
          <span>Under</span>
          <select value={under ?? ''} onChange={(event) => section.set(event.target.value)}>
            {headings.map((heading) => (
              <option key={heading}>{heading}</option>
            ))}
          </select>
        </label>
      )}
      <div className={styles['row']}>
        <button
          type="button"
          className={styles['edit']}
          aria-label="Edit here"
          title="Edit the document"
          onClick={onEdit}
        >
          <PencilLine size={18} />
        </button>
        <button
          type="button"
          className={styles['edit']}
          aria-label="Add a picture or a file"
          title="Add a screenshot, a log or another file"
          disabled={editor === null}
          onClick={() => editor === null || appendChosen(editor, { roomId, serverNow })}
        >
          <ImagePlus size={18} />
        </button>
        <div className={styles['line']}>
          <input
            aria-label="Document line"
            placeholder="Line, or TL …"
            enterKeyHint="send"
            autoComplete="off"
            aria-describedby={notes}
            value={text}
            onChange={(event) => words.set(event.target.value)}
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
      <Notes id={notes} text={text} most={MOST_CHARACTERS} draft={words} />
    </form>
  );
}

function useHeadings(editor: Editor | null): readonly string[] {
  const [headings, setHeadings] = useState<readonly string[]>([]);
  useEffect(() => {
    if (editor === null) return undefined;
    const look = (): void => {
      const now = headingsOf(editor.state.doc);
      setHeadings((before) => (before.join('\n') === now.join('\n') ? before : now));
    };
    look();
    editor.on('update', look);
    return () => void editor.off('update', look);
  }, [editor]);
  return headings;
}
