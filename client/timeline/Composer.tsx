/** The line at the foot of a list: grows with its text, Enter sends, Shift and Enter breaks the line. Kept when sending fails. */
import { SendHorizontal } from 'lucide-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useSend, useVerdict } from '../session/hooks.ts';
import { toast } from '../ui/toasts.ts';
import styles from './Composer.module.css';

interface ComposerProps {
  readonly label: string;
  readonly placeholder: string;
  readonly verb: string;
  readonly type: 'timeline.say' | 'timeline.note';
  readonly line: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What is sent for a text; `alt`: Alt was held. */
  readonly make: (text: string, alt: boolean) => object;
  /** Beside the text: what it will become. */
  readonly children?: ReactNode;
}

export function Composer({
  label,
  placeholder,
  verb,
  type,
  line,
  text,
  onText,
  make,
  children,
}: ComposerProps): ReactNode {
  const send = useSend();
  const refused = useVerdict(type, { text: 'x' })?.sentence ?? null;
  const submit = async (alt: boolean): Promise<void> => {
    const written = text.trim();
    if (written === '' || refused !== null) return;
    onText('');
    const answer = await send(type, make(written, alt));
    if (answer.ok) return;
    toast({ tone: 'refused', text: answer.message });
    if (line.current?.value === '') onText(written);
  };
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit(event.altKey);
  };
  if (refused !== null) return <p className={styles['refused']}>{refused}</p>;
  return (
    <form
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(false);
      }}
    >
      {children}
      <div className={styles['line']}>
        <textarea
          ref={line}
          rows={1}
          aria-label={label}
          placeholder={placeholder}
          maxLength={4000}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={pressed}
        />
        <button type="submit" className={styles['send']} aria-label={verb} title={verb} disabled={text.trim() === ''}>
          <SendHorizontal size={17} />
        </button>
      </div>
    </form>
  );
}
