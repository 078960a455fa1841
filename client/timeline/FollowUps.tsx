/**
 * What has to be done afterwards: every `TODO` of the chat and of the document, with who wrote it, and the way to its
 * line. Nothing is drawn before there is one.
 */
import { ListTodo } from 'lucide-react';
import { type ReactNode } from 'react';
import { useNames, useRoom, useRoomStore } from '../session/hooks.ts';
import { Panel } from '../ui/Panel.tsx';
import { At } from '../ui/Time.tsx';
import { toast } from '../ui/toasts.ts';
import { jumpTo } from './jump.ts';
import styles from './FollowUps.module.css';

interface FollowUpsProps {
  /** Brings the timeline in front where the panes are tabs. */
  readonly onSeek: () => void;
}

export function FollowUps({ onSeek }: FollowUpsProps): ReactNode {
  const count = useRoom((room) => room.timeline.followUps.length);
  if (count === 0) return null;
  return (
    <Panel title="Follow-ups" aside={count}>
      <FollowUpList onSeek={onSeek} />
    </Panel>
  );
}

export function FollowUpList({ onSeek }: FollowUpsProps): ReactNode {
  const store = useRoomStore();
  const followUps = useRoom((room) => room.timeline.followUps);
  const name = useNames();
  return (
    <ul className={styles['list']} aria-label="Follow-ups">
      {followUps.toReversed().map(({ entry, text, by, at }) => (
        <li key={entry}>
          <ListTodo size={15} aria-hidden="true" />
          <button
            type="button"
            title="Show in the timeline"
            onClick={() => {
              void jumpTo(store, { id: entry, said: false }).then(
                (there) => there || toast({ tone: 'refused', text: 'That line could not be loaded. Try again.' }),
              );
              onSeek();
            }}
          >
            {text}
          </button>
          <small>
            {name(by)}, <At at={at} />
          </small>
        </li>
      ))}
    </ul>
  );
}
