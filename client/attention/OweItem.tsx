/** One owed thing in words, with how long it has waited or has left, and its one button. */
import type { ReactNode } from 'react';
import { seatName } from '../../shared/crew/sentences.ts';
import { useNames } from '../session/hooks.ts';
import { Button, CommandButton } from '../ui/Button.tsx';
import { Since, Until } from '../ui/Time.tsx';
import styles from './Attention.module.css';
import type { Owed } from './owed.ts';
import { pressOf } from './presses.ts';

export function OweItem({ item, first }: { readonly item: Owed; readonly first: boolean }): ReactNode {
  const { verb, type, data, opens } = pressOf(item);
  const look = first ? 'primary' : 'plain';
  const hint = first ? { hint: 'a' } : {};
  return (
    <li className={styles['item']} data-urgent={item.kind === 'offer' || item.kind === 'challenge' || (item.kind === 'update' && item.late)}>
      <span><Words item={item} /></span>
      {type === undefined || opens !== undefined
        ? <Button look={look} size="small" {...hint} onClick={opens}>{verb}</Button>
        : <CommandButton type={type} data={data ?? {}} look={look} size="small" {...hint}>{verb}</CommandButton>}
    </li>
  );
}

function Words({ item }: { readonly item: Owed }): ReactNode {
  const name = useNames();
  switch (item.kind) {
    case 'offer': return <>{name(item.from)} offers you command, <Until at={item.until} /> left</>;
    case 'challenge': return <>{name(item.by)} asks: is there a commander? <Until at={item.until} past="late " /></>;
    case 'confirm': return 'Confirm that you are in command';
    case 'update': return item.late ? <>{AUDIENCE[item.audience]} update, overdue <Since at={item.until} /></> : <>{AUDIENCE[item.audience]} update in <Until at={item.until} /></>;
    case 'approve': return <>Approve {name(item.by)}’s text for customers, waiting <Since at={item.at} /></>;
    case 'request': return <>{name(item.by)} asks to take command, <Since at={item.at} /> ago</>;
    case 'relief': return <>{name(item.by)} asks to be relieved of command</>;
    case 'seat': return <>You are asked to be {seatName(item.role)}, <Since at={item.at} /> ago</>;
  }
}

const AUDIENCE = { internal: 'Internal', external: 'External' } as const;
