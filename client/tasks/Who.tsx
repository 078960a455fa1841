/**
 * Who does it. If the sentence is clear: one person, and "Someone else". If not: a choice of names, the likeliest
 * first, each with the reasons for and against. Warnings about the chosen person show before it is sent, and block
 * nothing.
 */
import { useState, type ReactNode } from 'react';
import { useReach } from '../session/attendance.ts';
import { useNames, useNow, useYou } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './Tasks.module.css';
import { load, type Suggestion } from './suggest.ts';
import { timeWords } from './TaskState.tsx';

interface WhoProps {
  readonly legend: ReactNode;
  readonly suggestions: readonly Suggestion[];
  /** The people the sentence could mean, when it could mean several. */
  readonly between?: readonly string[];
  readonly value: string | null;
  readonly onChoose: (person: string) => void;
}

const FIRST = 4;

export function Who({ legend, suggestions, between = [], value, onChoose }: WhoProps): ReactNode {
  const [shown, setShown] = useState<'chosen' | 'first' | 'all'>('chosen');
  const few =
    between.length > 1 ? suggestions.filter(({ person }) => between.includes(person)) : suggestions.slice(0, FIRST);
  const chosen = suggestions.find(({ person }) => person === value);
  const folded = shown === 'chosen' && chosen !== undefined;
  const listed = shown === 'all' ? suggestions : folded ? [chosen] : few;
  const choose = (person: string): void => (setShown('chosen'), onChoose(person));
  return (
    <fieldset className={styles['who']}>
      <legend>{legend}</legend>
      <div className={styles['people']}>
        {listed.map((each) => (
          <Person key={each.person} suggestion={each} chosen={each.person === value} onChoose={choose} />
        ))}
      </div>
      {chosen === undefined ? null : <Against suggestion={chosen} />}
      {folded ? (
        <Button size="small" look="quiet" onClick={() => setShown('first')}>
          Someone else
        </Button>
      ) : null}
      {!folded && shown !== 'all' && suggestions.length > listed.length ? (
        <Button size="small" look="quiet" onClick={() => setShown('all')}>
          Everyone ({suggestions.length})
        </Button>
      ) : null}
    </fieldset>
  );
}

interface PersonProps {
  readonly suggestion: Suggestion;
  readonly chosen: boolean;
  readonly onChoose: (person: string) => void;
}

function Person({ suggestion: { person, fits, has, commands }, chosen, onChoose }: PersonProps): ReactNode {
  const name = useNames()(person);
  const { attendance, words } = useReach()(person);
  const reasons = [commands ? 'in command' : '', ...fits, has.length === 0 ? '' : `has ${has.length}`].filter(
    (each) => each !== '',
  );
  return (
    <label className={styles['person']} data-chosen={chosen}>
      <input type="radio" name="task-owner" data-who checked={chosen} onChange={() => onChoose(person)} />
      <Avatar name={name} attendance={attendance} size="small" />
      <span className={styles['grow']}>
        <strong>{name}</strong> <span>{reasons.join(' · ')}</span>
      </span>
      <span data-attendance={attendance}>{words}</span>
    </label>
  );
}

/** Reasons to think again. */
function Against({ suggestion: { person, has, commands } }: { readonly suggestion: Suggestion }): ReactNode {
  const you = useYou();
  const name = useNames()(person);
  const { attendance, words } = useReach()(person);
  const now = useNow();
  const busy = load(has, (task) => timeWords(task, now).words);
  const said = [
    commands
      ? `${person === you ? 'You’re in command' : `${name} is in command`}: don’t combine hands-on work and command. Who else could do it?`
      : '',
    busy === null
      ? ''
      : `${person === you ? 'You' : name} ${person === you ? busy.replace('already has', 'already have') : busy}.`,
    attendance === 'gone'
      ? `${name} is disconnected and may not see this.`
      : attendance === 'elsewhere'
        ? `${name} is ${words} and may not see this.`
        : attendance === 'resting' || attendance === 'away'
          ? `${name} is ${attendance}.`
          : '',
  ].filter((each) => each !== '');
  return said.length === 0 ? null : (
    <ul className={styles['against']}>
      {said.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
