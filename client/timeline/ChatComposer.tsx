/**
 * Writes in the chat. A line that begins with `TL ` (or is sent with Alt and Enter) also goes on the timeline; `TODO `
 * is kept for later.
 */
import type { ReactNode, RefObject } from 'react';
import { becomes } from '../ui/becomes.ts';
import type { TextDraft } from '../ui/drafting.ts';
import { Composer } from './Composer.tsx';
import styles from './Composer.module.css';

interface LineProps {
  readonly line: RefObject<HTMLTextAreaElement | null>;
  readonly words: TextDraft;
}

export function ChatComposer(props: LineProps): ReactNode {
  const says = becomes(props.words.value);
  return (
    <Composer
      {...props}
      type="timeline.say"
      field="chat"
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
