/**
 * The short way to accept what was handed over aloud: the tasks as they are listed, and one tick. What is late or the
 * receiver's own is reviewed afterwards, so that command does not wait with the person who has left.
 */
import type { ReactNode } from 'react';
import type { Offer } from '../../shared/floor/words.ts';
import type { Task } from '../../shared/tasks/words.ts';
import { useNames } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { useDraft } from '../ui/drafting.ts';
import styles from './Floor.module.css';
import { TaskLine } from './TaskLine.tsx';
import type { Walk } from './walk.ts';

export interface Short {
  /** It was handed over aloud, and the receiver has not chosen the long way. */
  readonly offered: boolean;
  readonly heard: boolean;
  readonly hear: (heard: boolean) => void;
  readonly takeLongWay: () => void;
  readonly clear: () => void;
}

const UNHEARD = { heard: false, long: false };

export function useShort({ id, aloud }: Offer): Short {
  const { value, set, clear } = useDraft(`receive.${id}.aloud`, UNHEARD);
  return {
    offered: aloud === true && !value.long,
    heard: value.heard,
    hear: (heard) => set((before) => ({ ...before, heard })),
    takeLongWay: () => set((before) => ({ ...before, long: true })),
    clear,
  };
}

export const missingInShort = ({ heard }: Short): string | null =>
  heard ? null : 'Tick that you heard the brief and have the tasks.';

interface ShortWalkProps {
  readonly offer: Offer;
  readonly walk: Walk;
  readonly short: Short;
}

export function ShortWalk({ offer, walk, short }: ShortWalkProps): ReactNode {
  const name = useNames();
  const { mine, marked, owners, fresh } = walk;
  const later = mine.length + marked.length;
  const tasks: readonly Task[] = [...mine, ...marked, ...owners.flatMap((each) => each.tasks), ...fresh];
  return (
    <fieldset className={styles['walk']}>
      <legend>{name(offer.from)} handed over to you aloud</legend>
      {tasks.length === 0 ? (
        <p className={styles['note']}>No open tasks to take over.</p>
      ) : (
        <div className={styles['fresh']}>
          <ul>
            {tasks.map((task) => (
              <li key={task.id}>
                <TaskLine task={task} owner />
              </li>
            ))}
          </ul>
        </div>
      )}
      <label className={styles['tick']} data-on={short.heard}>
        <input type="checkbox" checked={short.heard} onChange={(event) => short.hear(event.target.checked)} />
        <span className={styles['have']}>I heard the brief and have the tasks as listed</span>
      </label>
      {later === 0 ? null : (
        <p className={styles['note']}>
          {later === 1 ? '1 task is' : `${later} tasks are`} late, blocked or yours. You review{' '}
          {later === 1 ? 'it' : 'them'} after you take command: a card waits for 10 minutes.{' '}
          <Button look="quiet" size="small" onClick={short.takeLongWay}>
            Review now
          </Button>
        </p>
      )}
    </fieldset>
  );
}
