/**
 * The room as it was at a second, read-only, in the place of its panes: the facts of then, the Now block, command and
 * roles, tasks, promised updates and the document's text. The header above stays the present. Its address has the
 * moment, so that it can be sent.
 */
import { ChevronLeft, ChevronRight, History } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useRoom, useView } from '../../session/hooks.ts';
import { serverInstant, serverNow } from '../../session/server-clock.ts';
import { useStore } from '../../session/store-hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { MomentField } from '../../ui/MomentField.tsx';
import { Ago } from '../../ui/Time.tsx';
import { askedIn, beginning, pastAddress, type Asked } from '../../ui/past-address.ts';
import { duration, weekday } from '../../ui/times.ts';
import { clockTime, dayKey, zone } from '../../session/zone.ts';
import { today } from '../../ui/today.ts';
import styles from './Past.module.css';
import { PastCommand } from './PastCommand.tsx';
import { PastDocument } from './PastDocument.tsx';
import { PastFacts } from './PastFacts.tsx';
import { PastNow } from './PastNow.tsx';
import { PastTasks } from './PastTasks.tsx';
import { PastUpdates } from './PastUpdates.tsx';
import { useThen, type Then } from './then.ts';

export function PastView(): ReactNode {
  const id = useView((view) => view.id);
  const declaredAt = useRoom((room) => room.incident.declaredAt);
  const search = useSearch();
  const [first] = useState(() => beginning(serverNow(), declaredAt));
  const asked = askedIn(search) ?? first;
  const { past: then, problem, isLoading } = useThen(id, asked);
  return (
    <main className={styles['past']} aria-label="The room as it was" aria-busy={isLoading} data-shows="past">
      <Bar asked={asked} then={then} declaredAt={declaredAt} />
      {problem === null ? null : (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      {then === null ? (
        <p className={styles['loading']} role="status">
          {problem === null ? 'Loading how it was…' : ''}
        </p>
      ) : (
        <div className={styles['body']} data-stale={isLoading || problem !== null}>
          <PastFacts then={then} />
          <div className={styles['panels']}>
            <div>
              <PastNow then={then} />
              <PastTasks then={then} />
              <PastUpdates then={then} />
            </div>
            <div>
              <PastCommand then={then} />
              <PastDocument room={id} at={then.moment} />
            </div>
          </div>
        </div>
      )}
    </main>
  );
}

interface BarProps {
  readonly asked: Asked;
  readonly then: Then | null;
  readonly declaredAt: string | null;
}

function Bar({ asked, then, declaredAt }: BarProps): ReactNode {
  const id = useView((view) => view.id);
  const [, go] = useLocation();
  // Every step replaces the address: one press of Back leads to the present.
  const [unfinished, setUnfinished] = useState(false);
  const look = (next: Asked): void => {
    setUnfinished(false);
    go(pastAddress(id, next), { replace: true });
  };
  const toNow = (): void => go(`/rooms/${id}`);
  const moment = 'time' in asked ? asked.time : (then?.moment ?? null);
  const step = (by: number): void => {
    const version = (then?.version ?? 1) + by;
    if (then !== null && version >= 1 && version <= then.newest) look({ version });
  };
  useKeys([
    { key: '[', does: 'Previous change', also: 'past history back step', run: () => step(-1) },
    { key: ']', does: 'Next change', also: 'past history forward step', run: () => step(1) },
    { does: 'Back to now', also: 'present live leave past', run: toNow },
  ]);
  return (
    <div className={styles['bar']}>
      <h2>
        <History size={18} aria-hidden="true" /> As it was
      </h2>
      <MomentField
        label="Time"
        small
        seconds
        keepsDay
        since={declaredAt ?? serverInstant()}
        value={unfinished ? null : moment}
        onChange={(at) => (at === null ? setUnfinished(true) : look({ time: at }))}
      />
      <span className={styles['steps']}>
        <Button disabled={then === null || then.version <= 1} hint="[" onClick={() => step(-1)}>
          <ChevronLeft size={16} aria-hidden="true" /> Previous change
        </Button>
        <Button disabled={then === null || then.version >= then.newest} hint="]" onClick={() => step(1)}>
          Next change <ChevronRight size={16} aria-hidden="true" />
        </Button>
      </span>
      <Button look="primary" className={styles['now'] ?? ''} onClick={toNow}>
        Back to now
      </Button>
      {then === null ? null : <Where then={then} />}
    </div>
  );
}

function Where({ then: { moment, version, newest, room } }: { readonly then: Then }): ReactNode {
  useStore(zone);
  const present = useStore(today);
  const { declaredAt } = room.incident;
  const elapsed = declaredAt === null ? null : (Date.parse(moment) - Date.parse(declaredAt)) / 1000;
  return (
    <p className={styles['where']} role="status">
      <strong>
        {weekday(dayKey(moment), present)}, <time dateTime={moment}>{clockTime(moment, 'seconds')}</time>
      </strong>
      {elapsed === null ? null : <span>T+{duration(elapsed)}</span>}
      <span>
        <Ago at={moment} />
      </span>
      <span>
        change {version} of {newest}
      </span>
      <span>Read-only. The header above is the present.</span>
    </p>
  );
}
