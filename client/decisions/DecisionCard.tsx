/**
 * The running decision, for everyone at once: what is proposed, how much time is left, what was said against it in
 * words and names, never a number, and this person's own two buttons. With no decision running, nothing is drawn.
 */
import { useId, type ReactNode } from 'react';
import type { RunningDecision } from '../../shared/decisions/words.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { CommanderPart } from './CommanderPart.tsx';
import { Countdown, CountdownBar, useLeft } from './Countdown.tsx';
import styles from './Decisions.module.css';
import { Objections } from './Objections.tsx';
import { Stations } from './Stations.tsx';
import { YourStation } from './YourStation.tsx';
import { YourWord } from './YourWord.tsx';

export function DecisionCard(): ReactNode {
  const running = useRoom((room) => room.decisions.running);
  return running === null ? null : <Card key={running.id} running={running} />;
}

function Card({ running }: { readonly running: RunningDecision }): ReactNode {
  const title = useId();
  const names = useNames();
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  const commanding = holder === you;
  const typing = useRoom((room) => room.floor.proxy) === you;
  return (
    <section className={styles['card']} data-tone="act" aria-labelledby={title} data-region tabIndex={-1}>
      <CountdownBar running={running} />
      <header className={styles['head']}>
        <h2 id={title}>{running.stations === null ? 'Any strong objections?' : 'Go or no-go?'}</h2>
        <Countdown running={running} />
      </header>
      <p className={styles['text']}>{running.text}</p>
      <p className={styles['quiet']} data-body>
        {names(running.by)} proposes
        <WhoDecides running={running} holder={holder} />
      </p>
      {running.stations === null ? null : (
        <>
          <YourStation running={running} stations={running.stations} />
          <Stations running={running} stations={running.stations} />
        </>
      )}
      <Objections running={running} />
      {running.stations !== null || commanding ? null : <YourWord running={running} />}
      {commanding || typing ? <CommanderPart running={running} typing={typing} /> : null}
    </section>
  );
}

function WhoDecides({
  running,
  holder,
}: {
  readonly running: RunningDecision;
  readonly holder: string | null;
}): ReactNode {
  const names = useNames();
  const you = useYou();
  if (useLeft(running) > 0 || holder === null || holder === you) return null;
  return holder === running.by ? ' and decides now.' : `. ${names(holder)} decides now.`;
}
