/** Writes a line on the timeline. It happened now, unless the writer says when. */
import { Clock3 } from 'lucide-react';
import { useState, type ReactNode, type RefObject } from 'react';
import type { DataOf } from '../../shared/commands.ts';
import { useRoom } from '../session/hooks.ts';
import { serverInstant } from '../session/server-clock.ts';
import { useDraft, type TextDraft } from '../ui/drafting.ts';
import { MomentField } from '../ui/MomentField.tsx';
import { Composer } from './Composer.tsx';
import styles from './Composer.module.css';

const NOW = 'now';
/** While the time is not one at which something can have happened. */
const UNFINISHED = '';

interface LineProps {
  readonly line: RefObject<HTMLTextAreaElement | null>;
  readonly words: TextDraft;
}

export function NoteComposer(props: LineProps): ReactNode {
  const when = useDraft('note.moment', NOW);
  const declaredAt = useRoom((room) => room.incident.declaredAt);
  // The focus goes into the time by a press, and not because it came back with a reload.
  const [pressed, setPressed] = useState(false);
  const at = when.value === NOW ? null : when.value;
  const make = (text: string): DataOf<'timeline.note'> => ({ text, ...(at === null ? {} : { occurredAt: at }) });
  return (
    <Composer
      {...props}
      type="timeline.note"
      field="note"
      onGone={when.clear}
      label="Timeline line"
      placeholder="What happened"
      verb="Add to timeline"
      make={make}
      unready={at === UNFINISHED ? 'Enter when it happened, or choose “Use now”.' : null}
    >
      <div className={styles['when']}>
        {at === null ? (
          <button type="button" onClick={() => (setPressed(true), when.set(`${serverInstant().slice(0, 16)}:00.000Z`))}>
            <Clock3 size={14} aria-hidden="true" />
            It happened earlier
          </button>
        ) : (
          <>
            <MomentField
              label="It happened at"
              small
              autoFocus={pressed}
              since={declaredAt ?? serverInstant()}
              value={at === UNFINISHED ? null : at}
              onChange={(next) => when.set(next ?? UNFINISHED)}
            />
            <button type="button" onClick={when.clear}>
              Use now
            </button>
          </>
        )}
      </div>
    </Composer>
  );
}
