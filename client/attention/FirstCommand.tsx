/**
 * For somebody who commands and has never put this away: what to do in the first five minutes, three lines with one button each,
 * the next of them in more words. It stands among the cards and covers nothing; each line, or all of it, goes for good.
 */
import { Check, X } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { openIncident } from '../incident/screen.ts';
import { useNames, useRoom, useRoomStore, useYou } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { openTasks } from '../tasks/screen.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Until } from '../ui/Time.tsx';
import { awayName, FIRST_THINGS, firstSteps, saidName, type FirstStep, type FirstThing } from './first-command.ts';
import styles from './Guidance.module.css';
import { awayThings, putAway } from './put-away.ts';

export function FirstCommand(): ReactNode {
  const room = useRoom((whole) => whole);
  const you = useYou();
  const away = useStore(awayThings);
  const steps = useMemo(() => firstSteps(room, you, away), [room, you, away]);
  if (steps.length === 0) return null;
  const next = steps.find(({ done }) => !done);
  return (
    <section className={styles['first']} aria-labelledby="first-command">
      <div className={styles['head']}>
        <h2 id="first-command">Your first five minutes in command</h2>
        <Button look="quiet" size="small" onClick={() => putAway(...FIRST_THINGS.map(awayName))}>
          I know this
        </Button>
      </div>
      <ol>
        {steps.map((step) => (
          <Step key={step.thing} step={step} next={step === next} />
        ))}
      </ol>
    </section>
  );
}

const TITLES: Readonly<Record<FirstThing, string>> = {
  say: 'Say that you have command',
  impact: 'How bad, and who is hurt',
  give: 'Give the work away',
};

function Step({ step: { thing, done }, next }: { readonly step: FirstStep; readonly next: boolean }): ReactNode {
  return (
    <li data-done={done} data-next={next}>
      <span className={styles['tick']}>{done ? <Check size={15} aria-label="Done" /> : null}</span>
      <div className={styles['what']}>
        <h3>{TITLES[thing]}</h3>
        {next ? (
          <p>
            <Words thing={thing} />
          </p>
        ) : null}
      </div>
      {done ? null : (
        <div className={styles['act']}>
          <Act thing={thing} />
        </div>
      )}
      <button
        type="button"
        className={styles['away']}
        aria-label={`Do not show again: ${TITLES[thing]}`}
        title="Do not show again"
        onClick={() => putAway(awayName(thing))}
      >
        <X size={14} />
      </button>
    </li>
  );
}

function Words({ thing }: { readonly thing: FirstThing }): ReactNode {
  const name = useNames()(useYou());
  const nextAt = useRoom((room) => room.updates.nextAt);
  switch (thing) {
    case 'say':
      return <>Aloud on the call, and in the chat: “I am {name}, I have command.”</>;
    case 'impact':
      return 'One line for everybody. Unsure how bad? Take the higher severity; lowering it later costs nothing.';
    case 'give':
      return (
        <>
          Do not fix it yourself. One person, one thing, one time; then a deputy and a scribe.
          {nextAt === null ? null : (
            <>
              {' '}
              An update is promised in <Until at={nextAt} past="late " />.
            </>
          )}
        </>
      );
  }
}

function Act({ thing }: { readonly thing: FirstThing }): ReactNode {
  const name = useNames()(useYou());
  const store = useRoomStore();
  const said = useMemo(() => ({ text: `I am ${name}, I have command. Tell me what you see.` }), [name]);
  switch (thing) {
    case 'say':
      return (
        <CommandButton
          size="small"
          type="timeline.say"
          data={said}
          onDone={() => putAway(saidName(store.view.get().room))}
        >
          Say it in the chat
        </CommandButton>
      );
    case 'impact':
      return (
        <Button size="small" onClick={() => openIncident({ open: 'severity' })}>
          Severity and impact
        </Button>
      );
    case 'give':
      return (
        <Button size="small" onClick={() => openTasks({ open: 'assign' })}>
          Give the first task
        </Button>
      );
  }
}
