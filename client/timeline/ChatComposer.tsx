/** Writes in the chat. A line that begins with `TL ` (or is sent with Alt and Enter) also goes on the timeline; `TODO ` is kept for later. */
import type { ReactNode, RefObject } from 'react';
import { becomes } from '../ui/becomes.ts';
import { Composer } from './Composer.tsx';
import styles from './Composer.module.css';

interface LineProps {
  readonly line: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
}

export function ChatComposer(props: LineProps): ReactNode {
  const says = becomes(props.text);
  return (
    <Composer
      {...props}
      type="timeline.say"
      label="Message"
      placeholder="Message, or TL …"
      verb="Send message"
      make={(text, alt) => ({ text: alt && says === null ? `TL ${text}` : text })}
    >
      {says === null ? null : (
        <p className={styles['becomes']} role="status">
          {says}
        </p>
      )}
    </Composer>
  );
}
