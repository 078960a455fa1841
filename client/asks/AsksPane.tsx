/**
 * What people ask the commander: the queue in its order, what was promised for later, and what has ended, folded away.
 * Everyone can read it; people who asked find their answer at the top.
 */
import type { ReactNode } from 'react';
import { queueOf } from '../../shared/asks/queue.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { AskItem } from './AskItem.tsx';
import styles from './Asks.module.css';
import { Ended } from './Ended.tsx';
import { SAMPLE_ASK } from './kinds.ts';
import { moveAmongAsks } from './list-keys.ts';
import { asksDialog, FORMS } from './screen.ts';
import { YourAnswers } from './YourAnswers.tsx';

export function AsksPane(): ReactNode {
  const asks = useRoom((room) => room.asks);
  const queue = queueOf(asks);
  const promised = asks.open.filter((ask) => !queue.includes(ask));
  return (
    <div className={styles['pane']}>
      <div
        className={styles['scroller']}
        role="group"
        aria-label="Questions"
        tabIndex={0}
        data-asks
        onKeyDown={moveAmongAsks}
      >
        <YourAnswers />
        {asks.open.length === 0 ? (
          <p className={styles['empty']}>No open questions. Only the commander and comms are notified when you ask.</p>
        ) : null}
        {queue.length === 0 ? null : (
          <ol className={styles['list']} aria-label="Waiting for the commander">
            {queue.map((ask, index) => (
              <AskItem key={ask.id} ask={ask} place={index + 1} />
            ))}
          </ol>
        )}
        {promised.length === 0 ? null : (
          <>
            <h3 className={styles['heading']}>Answer due</h3>
            <ul className={styles['list']} aria-label="Answer due">
              {promised.map((ask) => (
                <AskItem key={ask.id} ask={ask} place={null} />
              ))}
            </ul>
          </>
        )}
        <Ended />
      </div>
      <Foot />
    </div>
  );
}

/** The commander has no one to ask; observers see this button everywhere; all others ask here. */
function Foot(): ReactNode {
  const you = useYou();
  const holder = useRoom((room) => room.floor.holder);
  const looksOn = useRoom((room) => room.crew.members[you]?.as === 'observer');
  const names = useNames();
  if (holder === null || holder === you || looksOn) return null;
  return (
    <footer className={styles['foot']} data-no-toast>
      <CommandButton
        hint="r"
        type="asks.ask"
        data={SAMPLE_ASK}
        drafts={FORMS.ask}
        onPress={() => asksDialog.open({ open: 'ask' })}
      >
        Ask the commander
      </CommandButton>
      <small>Only {names(holder)} and comms are notified.</small>
    </footer>
  );
}
