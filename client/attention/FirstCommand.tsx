/**
 * For a commander who has never dismissed it: what to do in the first five minutes, two lines with one button each,
 * the next of them in more words. It is one of the cards and covers nothing; each line, or all of it, can be dismissed
 * for good.
 */
import { Check, X } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { incidentDialog } from '../incident/screen.ts';
import { useRoom, useYou } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { tasksDialog } from '../tasks/screen.ts';
import { Button } from '../ui/Button.tsx';
import { Until } from '../ui/Time.tsx';
import { awayName, FIRST_THINGS, firstSteps, type FirstStep, type FirstThing } from './first-command.ts';
import styles from './Attention.module.css';
import { awayThings, putAway } from '../session/put-away.ts';

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
  impact: 'Severity and who’s affected',
  give: 'Delegate the work',
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
        aria-label={`Don’t show again: ${TITLES[thing]}`}
        title="Don’t show again"
        onClick={() => putAway(awayName(thing))}
      >
        <X size={14} />
      </button>
    </li>
  );
}

function Words({ thing }: { readonly thing: FirstThing }): ReactNode {
  const nextAt = useRoom((room) => room.updates.nextAt);
  switch (thing) {
    case 'impact':
      return 'One line for everyone. If unsure, choose the higher severity. You can lower it later.';
    case 'give':
      return (
        <>
          Do not fix it yourself. One person, one thing, one time; then a deputy and a scribe.
          {nextAt === null ? null : (
            <>
              {' '}
              An update is due in <Until at={nextAt} past="overdue " />.
            </>
          )}
        </>
      );
  }
}

function Act({ thing }: { readonly thing: FirstThing }): ReactNode {
  switch (thing) {
    case 'impact':
      return (
        <Button size="small" onClick={() => incidentDialog.open({ open: 'severity' })}>
          Severity and impact
        </Button>
      );
    case 'give':
      return (
        <Button size="small" onClick={() => tasksDialog.open({ open: 'assign' })}>
          Assign the first task
        </Button>
      );
  }
}
