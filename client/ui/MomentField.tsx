/**
 * When something was: the clock time first, and beside it its day, which is proposed as the latest on which that time
 * is past. In an hour that clocks repeated it asks which of the two; a time that they skipped it refuses in words.
 */
import { useId, useState, type ReactNode } from 'react';
import { serverNow } from '../session/server-clock.ts';
import { useStore } from '../session/store-hooks.ts';
import { meantBy, twiceNames, typedOf, withDay, withTime, type Here, type Meant, type Typed } from './moment.ts';
import styles from './MomentField.module.css';
import { shownZone, weekday, zoneName } from './times.ts';
import { zone } from '../session/zone.ts';
import { daysFrom, nextDay, wallAt } from './wall-clock.ts';

interface MomentFieldProps {
  readonly label: string;
  /** ISO; null while nothing usable is entered. */
  readonly value: string | null;
  readonly onChange: (at: string | null) => void;
  /** ISO: the days to choose from begin a week before, so that a cause can be told too. */
  readonly since: string;
  readonly seconds?: boolean;
  /** The day it has is its own: a change of the time leaves it alone. */
  readonly keepsDay?: boolean;
  /** A line of small fields, for the composer. */
  readonly small?: boolean;
  readonly autoFocus?: boolean;
}

const DAYS_BEFORE = 7;
const MOST_DAYS = 400;

export function MomentField(props: MomentFieldProps): ReactNode {
  const { label, seconds = false, small = false, autoFocus = false } = props;
  const id = useId();
  const { typed, meant, here, change } = useTyped(props);
  return (
    <div className={styles['moment']} data-small={small}>
      <label htmlFor={id}>
        {label} ({zoneName()})
      </label>
      <div className={styles['fields']}>
        <input
          id={id}
          type="time"
          step={seconds ? 1 : 60}
          value={seconds ? typed.time : typed.time.slice(0, 5)}
          autoFocus={autoFocus}
          aria-describedby={`${id}-problem`}
          aria-invalid={meant.problem !== null}
          onChange={(event) => change(withTime(typed, event.target.value, here))}
        />
        <select
          aria-label={`Day (${label})`}
          value={typed.day}
          onChange={(event) => change(withDay(typed, event.target.value))}
        >
          {daysOf(typed, props.since, here).map(({ day, name }) => (
            <option key={day} value={day}>
              {name}
            </option>
          ))}
        </select>
        {meant.twice === null ? null : (
          <Which label={label} typed={typed} twice={meant.twice} meant={meant} onChange={change} />
        )}
      </div>
      <p id={`${id}-problem`} className={styles['problem']} role="status">
        {meant.problem}
      </p>
    </div>
  );
}

/**
 * What is typed holds in the zone in which it was typed; when another is shown, the fields show the same moment in it.
 */
function useTyped({ value, onChange, keepsDay = false }: MomentFieldProps): {
  readonly typed: Typed;
  readonly meant: Meant;
  readonly here: Here;
  readonly change: (typed: Typed) => void;
} {
  useStore(zone);
  const here = { zone: shownZone(), now: serverNow() };
  const [kept, keep] = useState<{ readonly zone: string; readonly typed: Typed } | null>(null);
  const known = kept?.zone === here.zone ? kept.typed : null;
  const isSame = known !== null && meantBy(known, here).at === value;
  const typed = isSame ? known : value === null ? (known ?? nothing(here)) : typedOf(value, here, keepsDay);
  return {
    typed,
    meant: meantBy(typed, here),
    here,
    change: (next) => {
      keep({ zone: here.zone, typed: next });
      onChange(meantBy(next, here).at);
    },
  };
}

const nothing = ({ zone: shown, now }: Here): Typed => ({
  time: '',
  day: wallAt(now, shown).day,
  isDayChosen: false,
  which: null,
});

/** The newest first: most of what people write down was today. */
function daysOf(
  { day: own }: Typed,
  since: string,
  { zone: shown, now }: Here,
): ReadonlyArray<{ readonly day: string; readonly name: string }> {
  const today = wallAt(now, shown).day;
  const days = daysFrom(nextDay(wallAt(Date.parse(since), shown).day, -DAYS_BEFORE), today, MOST_DAYS);
  const name = (day: string): string =>
    day === today ? 'today' : day === nextDay(today, -1) ? 'yesterday' : weekday(day, today);
  return [...new Set([...days.toReversed(), own])].map((day) => ({ day, name: name(day) }));
}

interface WhichProps {
  readonly label: string;
  readonly typed: Typed;
  readonly twice: NonNullable<Meant['twice']>;
  readonly meant: Meant;
  readonly onChange: (typed: Typed) => void;
}

/** Clocks went back that night. */
function Which({ label, typed, twice, meant, onChange }: WhichProps): ReactNode {
  const [first, second] = twiceNames(twice, shownZone());
  const isFirst = meant.at === new Date(twice.first).toISOString();
  return (
    <select
      aria-label={`Clocks went back: which of the two (${label})`}
      value={isFirst ? 'first' : 'second'}
      onChange={(event) => onChange({ ...typed, which: event.target.value === 'first' ? 'first' : 'second' })}
    >
      <option value="first">{first}</option>
      <option value="second">{second}</option>
    </select>
  );
}
