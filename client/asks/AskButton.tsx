/**
 * Observers have one thing to do here, and find it without searching: ask the commander. It is in sight on every tab.
 */
import type { ReactNode } from 'react';
import { placeOf } from '../../shared/asks/queue.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { At } from '../ui/Time.tsx';
import styles from './Asks.module.css';
import { placeInWords, SAMPLE_ASK } from './kinds.ts';
import { asksDialog, FORMS } from './screen.ts';

export function AskButton(): ReactNode {
  const you = useYou();
  const observing = useRoom((room) => room.crew.members[you]?.as === 'observer' && room.floor.holder !== null);
  if (!observing) return null;
  return (
    <section className={styles['bar']} aria-label="Ask the commander" data-region tabIndex={-1}>
      <p>
        <Words />
      </p>
      <CommandButton
        look="primary"
        hint="r"
        type="asks.ask"
        data={SAMPLE_ASK}
        drafts={FORMS.ask}
        onPress={() => asksDialog.open({ open: 'ask' })}
      >
        Ask the commander
      </CommandButton>
    </section>
  );
}

/** Once they have asked: where that stands. */
function Words(): ReactNode {
  const you = useYou();
  const names = useNames();
  const asks = useRoom((room) => room.asks);
  const mine = asks.open.findLast((ask) => ask.by === you);
  if (mine === undefined) return 'Only the commander and comms are notified.';
  const place = placeOf(asks, mine.id);
  if (place !== null) return <>Your question is {placeInWords(place)} in the queue.</>;
  return (
    <>
      Your question: {mine.handedTo === null ? 'answer due' : `with ${names(mine.handedTo)}`}
      {mine.answerBy === null ? null : (
        <>
          {' '}
          by <At at={mine.answerBy} />
        </>
      )}
      .
    </>
  );
}
