/** Writes a line on the timeline. It happened now, unless the writer says when. */
import { Clock3 } from 'lucide-react';
import { useState, type ReactNode, type RefObject } from 'react';
import type { DataOf } from '../../shared/commands.ts';
import { serverInstant } from '../session/server-clock.ts';
import { useStore } from '../session/store-hooks.ts';
import { useDraft, type TextDraft } from '../ui/drafting.ts';
import { zone } from '../ui/times.ts';
import { Composer } from './Composer.tsx';
import styles from './Composer.module.css';
import { instantAt, timeOf, zoneName } from './occurred.ts';

const NOW = 'now';

interface LineProps {
  readonly line: RefObject<HTMLTextAreaElement | null>;
  readonly words: TextDraft;
}

export function NoteComposer(props: LineProps): ReactNode {
  useStore(zone);
  const when = useDraft('note.time', NOW);
  // The focus goes into the time by a press, and not because it came back with a reload.
  const [pressed, setPressed] = useState(false);
  const time = when.value === NOW ? null : when.value;
  const make = (text: string): DataOf<'timeline.note'> => ({
    text,
    ...(time === null || time === '' ? {} : { occurredAt: instantAt(time, serverInstant()) }),
  });
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
    >
      <div className={styles['when']}>
        {time === null ? (
          <button type="button" onClick={() => (setPressed(true), when.set(timeOf(serverInstant()).slice(0, 5)))}>
            <Clock3 size={14} aria-hidden="true" />
            It happened earlier
          </button>
        ) : (
          <label>
            It happened at{' '}
            <input type="time" value={time} autoFocus={pressed} onChange={(event) => when.set(event.target.value)} />{' '}
            {zoneName()}{' '}
            <button type="button" onClick={when.clear}>
              Use now
            </button>
          </label>
        )}
      </div>
    </Composer>
  );
}
