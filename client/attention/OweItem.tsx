/** One owed thing with its one button, and beside it what else may be answered; the first of all has key `a`. */
import { Children, type ReactNode } from 'react';
import { goTo } from '../room/panes.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Ago, Since, Until } from '../ui/Time.tsx';
import styles from './Attention.module.css';
import type { Owed, Press } from './owed.ts';

export function OweItem({ item, first }: { readonly item: Owed; readonly first: boolean }): ReactNode {
  const { words, urgent = false, press } = item;
  const look = first ? ({ look: 'primary', hint: 'a' } as const) : {};
  return (
    <li className={styles['item']} data-urgent={urgent}>
      <span>{Children.toArray(words.map(shown))}</span>
      <span className={styles['presses']}>
        <Pressed press={press} {...look} />
        {(press.or ?? []).map((other) => (
          <Pressed key={other.verb} press={other} />
        ))}
      </span>
    </li>
  );
}

interface PressedProps {
  readonly press: Press;
  readonly look?: 'primary';
  readonly hint?: string;
}

function Pressed({ press, ...look }: PressedProps): ReactNode {
  const { verb, command, opens, drafts } = press;
  return command === undefined || opens !== undefined ? (
    <Button size="small" {...look} drafts={drafts} onClick={({ detail }) => detail < 2 && open(press)}>
      {verb}
    </Button>
  ) : (
    <CommandButton {...command} size="small" {...look}>
      {verb}
    </CommandButton>
  );
}

export const open = ({ opens }: Press): void => (typeof opens === 'string' ? goTo(opens) : opens?.());

function shown(part: Owed['words'][number]): ReactNode {
  if (typeof part === 'string') return part;
  if ('since' in part) return <Since at={part.since} />;
  if ('ago' in part) return <Ago at={part.ago} />;
  return <Until at={part.until} past={part.past} />;
}
