/**
 * Declaring an incident in one sentence and one choice. While the sentence is written, the rooms of the last hour are
 * shown: the incident may have one already. The request keeps its id until it is answered, so pressing twice never
 * opens two rooms.
 */
import { useRef, useState, type FormEvent, type ReactNode, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { useStore } from '../session/store-hooks.ts';
import { freshId } from '../session/ids.ts';
import { call } from '../session/me.ts';
import { AlsoCommands } from '../ui/AlsoCommands.tsx';
import { Button } from '../ui/Button.tsx';
import { useDraft, within, type Draft } from '../ui/drafting.ts';
import { Notes } from '../ui/Notes.tsx';
import { SeverityShape } from '../ui/Severity.tsx';
import { isTooLong, lengthWords } from '../ui/too-long.ts';
import {
  DeclareServices,
  NO_SERVICES,
  useChosenServices,
  type ChosenServices,
  type ServicesWish,
} from './DeclareServices.tsx';
import { IsItThisOne } from './IsItThisOne.tsx';
import { openRooms, rooms } from '../session/rooms.ts';
import styles from './Declare.module.css';

interface DeclareProps {
  readonly mayDeclare: boolean;
  readonly sentence: RefObject<HTMLInputElement | null>;
}

interface Wish extends ServicesWish {
  readonly title: string;
  readonly severity: number | null;
  readonly impact: string;
  readonly drill: boolean;
}

const MOST_TITLE = 200;
const MOST_IMPACT = 4000;
const BLANK: Wish = { title: '', severity: null, impact: '', drill: false, ...NO_SERVICES };

export function Declare({ mayDeclare, sentence }: DeclareProps): ReactNode {
  const kept = useDraft<Wish>('declare', BLANK);
  const wish = kept.value;
  const [begun, setBegun] = useState(false);
  // While incidents run, most people who come here want to join one: the form is one line until someone begins to type.
  const busyHere = useStore(rooms).known && openRooms(rooms.get()).length > 0;
  const services = useChosenServices(wish);
  const { declare, busy, problem } = useDeclaring(kept, services);
  const change = (patch: Partial<Wish>): void => kept.set((before) => ({ ...before, ...patch }));
  if (!mayDeclare) return null;
  return (
    <form
      className={styles['declare']}
      aria-label="Declare an incident"
      data-open={begun || !busyHere || wish.title !== ''}
      onFocus={() => setBegun(true)}
      onSubmit={declare}
    >
      <div className={styles['sentence']}>
        <label htmlFor="declare-sentence">
          <strong>Declare an incident</strong> What’s broken, and who’s affected?
        </label>
        <span className={styles['written']}>
          <input
            id="declare-sentence"
            ref={sentence}
            autoComplete="off"
            placeholder="Checkout fails in the EU"
            value={wish.title}
            onChange={(event) => change({ title: event.target.value })}
          />
          <kbd aria-hidden="true">d</kbd>
        </span>
        <Notes text={wish.title} most={MOST_TITLE} draft={within(wish.title, () => kept.clear())} />
      </div>
      <Severities chosen={wish.severity} onChoose={(severity) => change({ severity })} />
      {wish.title.trim() === '' ? null : <IsItThisOne />}
      <div className={styles['more']}>
        <label htmlFor="declare-impact">
          Impact in one line <small>optional</small>
        </label>
        <input
          id="declare-impact"
          autoComplete="off"
          placeholder="40 % of EU card payments fail"
          value={wish.impact}
          onChange={(event) => change({ impact: event.target.value })}
        />
        <Notes text={wish.impact} most={MOST_IMPACT} />
      </div>
      <DeclareServices wish={wish} of={services} onChange={change} />
      {wish.title.trim() === '' ? null : <AlsoCommands />}
      <footer className={styles['foot']}>
        <Button type="submit" look="primary" disabled={busy}>
          {wish.drill ? 'Start the drill' : 'Declare the incident'}
        </Button>
        <label className={styles['drill']}>
          <input type="checkbox" checked={wish.drill} onChange={(event) => change({ drill: event.target.checked })} />
          This is a drill
        </label>
        <p role={problem === null ? undefined : 'alert'} data-problem={problem !== null}>
          {problem ?? 'You’re in command and cover every role until someone takes it.'}
        </p>
      </footer>
    </form>
  );
}

const MEANINGS = [
  { severity: 1, means: 'Most customers affected, or data or money at risk' },
  { severity: 2, means: 'Many customers affected, or a core feature down' },
  { severity: 3, means: 'Some customers affected, or a workaround exists' },
  { severity: 4, means: 'No customer impact yet' },
] as const;

function Severities({
  chosen,
  onChoose,
}: {
  readonly chosen: number | null;
  readonly onChoose: (severity: number) => void;
}): ReactNode {
  return (
    <fieldset className={styles['severities']}>
      <legend>
        Severity <small>If unsure, choose the higher one.</small>
      </legend>
      {MEANINGS.map(({ severity, means }) => (
        <label key={severity} className={styles['severity']} data-severity={severity}>
          <input
            type="radio"
            name="severity"
            aria-label={`SEV${severity}: ${means}`}
            checked={severity === chosen}
            onChange={() => onChoose(severity)}
          />
          <SeverityShape severity={severity} />
          <strong>SEV{severity}</strong>
          <span>{means}</span>
        </label>
      ))}
    </fieldset>
  );
}

function useDeclaring(
  kept: Draft<Wish>,
  { services, left }: ChosenServices,
): {
  declare: (event: FormEvent) => void;
  busy: boolean;
  problem: string | null;
} {
  const wish = kept.value;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const request = useRef({ of: '', id: freshId() });
  const [, go] = useLocation();
  const send = async (): Promise<void> => {
    const { title, severity, impact, drill } = wish;
    const said = {
      title: title.trim(),
      severity,
      ...(impact.trim() === '' ? {} : { impact: impact.trim() }),
      ...(services.length === 0 ? {} : { services }),
      ...(drill ? { kind: 'drill' } : {}),
    };
    // Another sentence is another incident; the same one pressed again is the same request.
    if (request.current.of !== JSON.stringify(said)) request.current = { of: JSON.stringify(said), id: freshId() };
    setBusy(true);
    const answer = await call<{ id: string }>('POST', '/api/rooms', { id: request.current.id, ...said });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.message);
    kept.clear();
    go(`/rooms/${answer.body.id}`);
  };
  const declare = (event: FormEvent): void => {
    event.preventDefault();
    const missing =
      wish.title.trim() === ''
        ? 'First say what’s broken, and who’s affected.'
        : wish.severity === null
          ? 'Choose a severity. If unsure, the higher one.'
          : left.isLeft
            ? 'A service is typed and not chosen yet.'
            : overLong(wish);
    setProblem(missing);
    const blank = wish.title.trim() === '';
    if (missing !== null && !blank && wish.severity !== null && left.isLeft) left.tell();
    else if (missing !== null && event.currentTarget instanceof HTMLFormElement) lead(event.currentTarget, blank);
    if (missing === null && !busy) void send();
  };
  return { declare, busy, problem };
}

const overLong = ({ title, impact }: Wish): string | null =>
  isTooLong(title, MOST_TITLE)
    ? lengthWords(title, MOST_TITLE)
    : isTooLong(impact, MOST_IMPACT)
      ? lengthWords(impact, MOST_IMPACT)
      : null;

/** Focuses what is missing: the sentence, or the first of the severities, from where the arrow keys choose. */
function lead(form: HTMLFormElement, sentence: boolean): void {
  form.querySelector<HTMLInputElement>(sentence ? '#declare-sentence' : '[name="severity"]')?.focus();
}
