/** The lines kept in sight above the list: one open, the others a press away. */
import { ChevronDown, Pin, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useNames, useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { At } from '../ui/Time.tsx';
import { FoldedText } from './FoldedText.tsx';
import styles from './Talk.module.css';

export function Pins(): ReactNode {
  const pins = useRoom((room) => room.timeline.pins);
  const names = useNames();
  const [all, setAll] = useState(false);
  const newest = [...pins].reverse();
  if (newest.length === 0) return null;
  return (
    <section className={styles['pins']} aria-label="Pinned lines">
      <ul>
        {(all ? newest : newest.slice(0, 1)).map(({ entry, text, by, at }) => (
          <li key={entry}>
            <Pin size={13} aria-hidden="true" />
            <p>
              <FoldedText text={text} />{' '}
              <small>
                pinned by {names(by)}, <At at={at} />
              </small>
            </p>
            <CommandButton
              look="quiet"
              size="small"
              type="timeline.unpin"
              data={{ entry }}
              aria-label={`Unpin: ${text}`}
            >
              <X size={13} />
            </CommandButton>
          </li>
        ))}
      </ul>
      {newest.length < 2 ? null : (
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show latest only' : `${newest.length - 1} more pinned`}
          <ChevronDown size={13} aria-hidden="true" />
        </button>
      )}
    </section>
  );
}
