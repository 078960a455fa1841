/** One owed thing with its one button, and beside it what else may be answered; the first of all has key `a`. */
import { Children, type ReactNode } from 'react';
import { goTo } from '../room/panes.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Since, Until } from '../ui/Time.tsx';
import styles from './Attention.module.css';
import type { Owed, Press } from './owed.ts';

export function OweItem({ item, first }: { readonly item: Owed; readonly first: boolean }): ReactNode {
  const { words, urgent = false, press } = item;
  const { verb, command, opens, or = [] } = press;
  const look = first ? 'primary' : 'plain';
  const hint = first ? { hint: 'a' } : {};
  return (
    <li className={styles['item']} data-urgent={urgent}>
      <span>{Children.toArray(words.map(shown))}</span>
      <span className={styles['presses']}>
        {command === undefined || opens !== undefined ? (
          <Button look={look} size="small" {...hint} onClick={() => open(press)}>
            {verb}
          </Button>
        ) : (
          <CommandButton {...command} look={look} size="small" {...hint}>
            {verb}
          </CommandButton>
        )}
        {or.map((other) => (
          <Button key={other.verb} size="small" onClick={() => open(other)}>
            {other.verb}
          </Button>
        ))}
      </span>
    </li>
  );
}

export const open = ({ opens }: Press): void => (typeof opens === 'string' ? goTo(opens) : opens?.());

function shown(part: Owed['words'][number]): ReactNode {
  if (typeof part === 'string') return part;
  if ('since' in part) return <Since at={part.since} />;
  return <Until at={part.until} past={part.past} />;
}
