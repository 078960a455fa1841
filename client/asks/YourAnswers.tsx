/**
 * The answers to what this person asked, at the top until they confirm that they have read them. Kept in this tab only.
 */
import type { ReactNode } from 'react';
import type { Ask } from '../../shared/asks/words.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Store } from '../session/store.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { At } from '../ui/Time.tsx';
import styles from './Asks.module.css';

const read = new Store<readonly string[]>([]);

export function YourAnswers(): ReactNode {
  const ended = useRoom((room) => room.asks.ended);
  const done = useStore(read);
  const you = useYou();
  const fresh = ended.filter(
    (ask) => ask.by === you && ask.answer !== null && ask.status !== 'withdrawn' && !done.includes(ask.id),
  );
  return fresh.length === 0 ? null : (
    <div className={styles['cards']}>
      {fresh.toReversed().map((ask) => (
        <Answered key={ask.id} ask={ask} />
      ))}
    </div>
  );
}

function Answered({ ask }: { readonly ask: Ask }): ReactNode {
  const names = useNames();
  const { answer, status, text } = ask;
  if (answer === null) return null;
  const title = status === 'refused' ? `${names(answer.by)} said no` : `${names(answer.by)} answered you`;
  return (
    <Notice
      tone="act"
      title={
        <>
          {title}{' '}
          <span className={styles['when']}>
            <At at={answer.at} />
          </span>
        </>
      }
      actions={
        <Button size="small" onClick={() => read.set([...read.get(), ask.id])}>
          Got it
        </Button>
      }
    >
      {answer.text === null ? null : <p className={styles['answer']}>{answer.text}</p>}
      <p className={styles['asked']}>You asked: {text}</p>
    </Notice>
  );
}
