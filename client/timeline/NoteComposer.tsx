/** Writes a line on the timeline. It happened now, unless the writer says when. */
import { Clock3 } from 'lucide-react';
import { useState, type ReactNode, type RefObject } from 'react';
import { serverInstant } from '../session/server-clock.ts';
import { useStore } from '../session/store-hooks.ts';
import { zone } from '../ui/times.ts';
import { Composer } from './Composer.tsx';
import styles from './Composer.module.css';
import { instantAt, timeOf, zoneName } from './occurred.ts';

interface LineProps {
  readonly line: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
}

export function NoteComposer(props: LineProps): ReactNode {
  useStore(zone);
  const [time, setTime] = useState<string | null>(null);
  const make = (text: string): object => {
    setTime(null);
    return { text, ...(time === null || time === '' ? {} : { occurredAt: instantAt(time, serverInstant()) }) };
  };
  return (
    <Composer
      {...props}
      type="timeline.note"
      label="Timeline line"
      placeholder="What happened"
      verb="Write on the timeline"
      make={make}
    >
      <div className={styles['when']}>
        {time === null ? (
          <button type="button" onClick={() => setTime(timeOf(serverInstant()).slice(0, 5))}>
            <Clock3 size={14} aria-hidden="true" />
            It happened earlier
          </button>
        ) : (
          <label>
            It happened at{' '}
            <input type="time" value={time} autoFocus onChange={(event) => setTime(event.target.value)} /> {zoneName()}{' '}
            <button type="button" onClick={() => setTime(null)}>
              Now instead
            </button>
          </label>
        )}
      </div>
    </Composer>
  );
}
