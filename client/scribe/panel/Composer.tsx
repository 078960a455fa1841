/**
 * The one line to write in below the document, on phones. Enter sends; what it becomes, and under which heading it will
 * stand, is shown before. Works without a link like the document itself. To change existing text, people open the document for editing.
 */
import type { Editor } from '@tiptap/core';
import { ImagePlus, PencilLine, SendHorizontal } from 'lucide-react';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { becomes } from '../../ui/becomes.ts';
import { useDraft, type TextDraft } from '../../ui/drafting.ts';
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
  const under = headingFor(section.value, headings);
  const text = words.value;
  const notes = useId();
  const says = becomes(text);
  const { submit, isWaiting } = useSending({ editor, words, chosen: section.value });
  return (
    <form className={styles['composer']} onSubmit={submit} data-no-toast>
      {says === null && !isWaiting ? null : (
        <p className={styles['becomes']} role="status">
          {isWaiting ? 'The document is opening. This line is added as soon as it’s there.' : says}
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
            disabled={text.trim() === '' || isWaiting}
          >
            <SendHorizontal size={17} />
          </button>
        </div>
      </div>
      <Notes id={notes} text={text} most={MOST_CHARACTERS} draft={words} />
    </form>
  );
}

interface Sending {
  readonly editor: Editor | null;
  readonly words: TextDraft;
  /** The heading that it is to stand under. */
  readonly chosen: string;
}

/** What is known first, until something else is chosen: below the last heading it would read as ruled out. */
const headingFor = (chosen: string, headings: readonly string[]): string | null =>
  headings.includes(chosen) ? chosen : (headings[0] ?? null);

/** What is sent while the document opens waits for it; whoever writes on takes it back. */
function useSending({ editor, words, chosen }: Sending): {
  readonly submit: (event: FormEvent) => void;
  readonly isWaiting: boolean;
} {
  const waiting = useRef<string | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const { value, clear } = words;
  const add = (to: Editor, text: string): void => {
    addLine(to, text.trim(), headingFor(chosen, headingsOf(to.state.doc)));
    clear();
  };
  useEffect(() => {
    const text = waiting.current;
    if (editor === null || text === null) return;
    waiting.current = null;
    if (text === value) add(editor, text);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (value.trim() === '' || isTooLong(value, MOST_CHARACTERS)) return;
    if (editor !== null) return add(editor, value);
    waiting.current = value;
    setSent(value);
  };
  const isWaiting = editor === null && sent === value && value.trim() !== '';
  return { submit, isWaiting };
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
