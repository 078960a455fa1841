/**
 * The line at the foot of a list: grows with its text, Enter sends, Shift and Enter breaks the line. The outbox keeps
 * what is sent, and it comes back here when it is refused.
 */
import { SendHorizontal } from 'lucide-react';
import { useId, type ClipboardEvent, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import type { DataOf } from '../../shared/commands.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import { useSend, useVerdict, useView } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import type { TextDraft } from '../ui/drafting.ts';
import { pastedFiles } from '../ui/files.ts';
import { Notes } from '../ui/Notes.tsx';
import { toast } from '../ui/toasts.ts';
import { isTooLong } from '../ui/too-long.ts';
import { AsFile } from './AsFile.tsx';
import { AddFile, AttachingFiles } from './AttachingFiles.tsx';
import { filesOf } from './attaching.ts';
import styles from './Composer.module.css';

const MOST_CHARACTERS = 4000;

type LineType = 'timeline.say' | 'timeline.note';

interface Around {
  readonly label: string;
  readonly placeholder: string;
  readonly verb: string;
  readonly line: RefObject<HTMLTextAreaElement | null>;
  readonly words: TextDraft;
  /** Where the text goes back to. */
  readonly field: 'chat' | 'note';
  /** The text has left the line. */
  readonly onGone?: () => void;
  /** Why it can't be sent yet, beyond its text. */
  readonly unready?: string | null;
  /** Beside the text: what it will become. */
  readonly children?: ReactNode;
}

/** `make`: what is sent for a text; `alt`: Alt was held. */
type Making = {
  [Type in LineType]: { readonly type: Type; readonly make: (text: string, alt: boolean) => DataOf<Type> };
}[LineType];

export type ComposerProps = Making & Around;

export function Composer({
  label,
  placeholder,
  verb,
  type,
  line,
  words,
  field,
  make,
  onGone,
  unready = null,
  children,
}: ComposerProps): ReactNode {
  const text = words.value;
  const notes = useId();
  const refused = useVerdict(type, { text: 'x' })?.sentence ?? null;
  const { files, isAlone, pasted, go } = useFiles(type);
  const submit = async (alt: boolean): Promise<void> => {
    const written = text.trim();
    if ((written === '' && isAlone) || refused !== null || isTooLong(text, MOST_CHARACTERS)) return;
    if (!files.areThere())
      return toast({ tone: 'refused', text: 'A file on this line is not uploaded yet. Wait for it, or remove it.' });
    if (unready !== null) return toast({ tone: 'refused', text: unready });
    words.clear();
    onGone?.();
    const answer = await go(written, (said) => make(said, alt), field);
    if (!answer.ok) toast({ tone: 'refused', text: answer.message });
  };
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void submit(event.altKey);
  };
  if (refused !== null) return <p className={styles['refused']}>{refused}</p>;
  return (
    <form
      className={styles['composer']}
      data-no-toast
      onSubmit={(event) => {
        event.preventDefault();
        void submit(false);
      }}
    >
      {children}
      <AttachingFiles files={files} />
      <div className={styles['line']}>
        <textarea
          ref={line}
          rows={1}
          aria-label={label}
          placeholder={placeholder}
          aria-describedby={notes}
          value={text}
          onChange={(event) => words.set(event.target.value)}
          onKeyDown={pressed}
          onPaste={pasted}
        />
        <AddFile files={files} />
        <button
          type="submit"
          className={styles['send']}
          aria-label={verb}
          title={verb}
          disabled={text.trim() === '' && isAlone}
          aria-disabled={isTooLong(text, MOST_CHARACTERS)}
        >
          <SendHorizontal size={17} />
        </button>
      </div>
      <Notes
        id={notes}
        text={text}
        most={MOST_CHARACTERS}
        draft={words}
        wayOut={<AsFile words={words} files={files} />}
      />
    </form>
  );
}

/**
 * The files of this line: pasted here, dropped on its list, and sent with it. A line of files alone says their names.
 */
function useFiles(type: LineType) {
  const send = useSend();
  const files = filesOf(
    useView((view) => view.id),
    type,
  );
  const isAlone = useStore(files.list).length === 0;
  const pasted = (event: ClipboardEvent): void => {
    const brought = pastedFiles(event.clipboardData);
    if (brought.length > 0) event.preventDefault();
    files.add(brought);
  };
  const go = async (
    written: string,
    make: (words: string) => DataOf<LineType>,
    field: ComposerProps['field'],
  ): Promise<CommandAnswer> => {
    const taken = files.take();
    const attachments = taken.flatMap(({ attachment }) => attachment ?? []);
    const said = make(written === '' ? attachments.map(({ name }) => name).join(', ') : written);
    // A line of files alone has no words that could go back.
    const answer = await send(
      type,
      attachments.length === 0 ? said : { ...said, attachments },
      undefined,
      written === '' ? undefined : field,
    );
    if (!answer.ok) files.putBack(taken);
    return answer;
  };
  return { files, isAlone, pasted, go };
}
