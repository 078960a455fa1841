/**
 * One open ask: its place, who, what kind, how old; the words; its state; and a button for the people who may answer or
 * withdraw it.
 */
import type { ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import type { Ask } from '../../shared/asks/words.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { At, Ago, Since } from '../ui/Time.tsx';
import styles from './Asks.module.css';
import { answers, placeInWords } from './kinds.ts';
import { onEnter } from './list-keys.ts';
import { asksDialog, FORMS } from './screen.ts';

interface AskItemProps {
  readonly ask: Ask;
  /** In the queue; null: it is promised, and has left the queue. */
  readonly place: number | null;
}

export function AskItem({ ask, place }: AskItemProps): ReactNode {
  const names = useNames();
  const you = useYou();
  const mine = ask.by === you;
  const answering = useRoom((room) => answers(room, ask, you)) && !mine;
  const open = (): void => asksDialog.open({ open: 'answer', ask: ask.id });
  return (
    <li
      className={styles['ask']}
      data-mine={mine}
      data-row
      tabIndex={-1}
      onKeyDown={answering ? onEnter(open) : undefined}
    >
      <p className={styles['who']}>
        {place === null ? null : (
          <span className={styles['place']}>
            <span className="visually-hidden">Place </span>
            {place}
          </span>
        )}
        <strong>{mine ? 'You' : names(ask.by)}</strong>
        <span>{ask.kind}</span>
        <span className={styles['age']} title={ask.at}>
          <Ago at={ask.at} />
        </span>
      </p>
      <p className={styles['words']}>{ask.text}</p>
      <State ask={ask} />
      {mine && place !== null && !ask.overdue ? (
        <p className={styles['state']}>You are {placeInWords(place)} in the queue.</p>
      ) : null}
      {answering ? (
        <div className={styles['actions']}>
          <Button size="small" drafts={FORMS.answer(ask.id)} onClick={open}>
            Answer
          </Button>
        </div>
      ) : null}
      {mine ? (
        <div className={styles['actions']}>
          <CommandButton size="small" look="quiet" type="asks.withdraw" data={{ ask: ask.id }}>
            Withdraw
          </CommandButton>
        </div>
      ) : null}
    </li>
  );
}

/** "promised by 03:55", "with Bob L until 03:50"; amber once that has passed. */
function State({ ask }: { readonly ask: Ask }): ReactNode {
  const names = useNames();
  const { answer, answerBy, overdue, handedTo } = ask;
  if (answer === null) return null;
  const said = answer.text === null ? '' : ` “${isolated(answer.text)}”`;
  if (answerBy === null)
    return said === '' ? null : (
      <p className={styles['state']}>
        {names(answer.by)}:{said}
      </p>
    );
  return (
    <p className={styles['state']} data-overdue={overdue}>
      {handedTo === null ? (
        <>
          Answer due by <At at={answerBy} />
        </>
      ) : (
        <>
          With {names(handedTo)} until <At at={answerBy} />
        </>
      )}
      {overdue ? (
        <>
          , overdue <Since at={answerBy} />
        </>
      ) : null}
      {said === '' ? null : (
        <span>
          {names(answer.by)}:{said}
        </span>
      )}
    </p>
  );
}
