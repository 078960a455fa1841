/** One owed thing with its one button, and beside it what else may be answered; the first of all has key `a`. */
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import styles from './Attention.module.css';
import { isUrgent, type Owed } from './owed.ts';
import { OweWords } from './OweWords.tsx';
import { pressOf } from './presses.ts';

export function OweItem({ item, first }: { readonly item: Owed; readonly first: boolean }): ReactNode {
  const { verb, command, opens, or = [] } = pressOf(item);
  const look = first ? 'primary' : 'plain';
  const hint = first ? { hint: 'a' } : {};
  return (
    <li className={styles['item']} data-urgent={isUrgent(item)}>
      <span>
        <OweWords item={item} />
      </span>
      <span className={styles['presses']}>
        {command === undefined || opens !== undefined ? (
          <Button look={look} size="small" {...hint} onClick={opens}>
            {verb}
          </Button>
        ) : (
          <CommandButton {...command} look={look} size="small" {...hint}>
            {verb}
          </CommandButton>
        )}
        {or.map((other) => (
          <Button key={other.verb} size="small" onClick={other.opens}>
            {other.verb}
          </Button>
        ))}
      </span>
    </li>
  );
}
