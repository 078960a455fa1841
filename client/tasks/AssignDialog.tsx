/**
 * The composer: one line that reads a plain sentence, and below it how it was read, each part correctable. Without a
 * person there is no task, and the button says why. Enter sends; Shift with Enter sends and stays for the next. Closing
 * loses nothing.
 */
import { Check } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import { useReach } from '../session/attendance.ts';
import { useNames, useRoom, useVerdict, useYou } from '../session/hooks.ts';
import { announce } from '../ui/announcer.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, within, type Draft as Kept } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { pressPrimary } from '../ui/enter.ts';
import { MinutesField } from '../ui/MinutesField.tsx';
import { isTooLong, lengthWords } from '../ui/too-long.ts';
import {
  blank,
  MINUTES,
  missing,
  MOST_MINUTES,
  NO_TIME,
  rewritten,
  taskOf,
  whoIsMissing,
  type Draft,
} from './composer-draft.ts';
import styles from './Tasks.module.css';
import { LONGEST, read, type Reader } from './sentence.ts';
import { useCommands } from './standing.ts';
import { suggest } from './suggest.ts';
import { Who } from './Who.tsx';

export function AssignDialog({
  sentence,
  onClose,
}: {
  readonly sentence: string | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const begun = useMemo(() => blank(sentence), [sentence]);
  const kept = useDraft<Draft>(sentence === undefined ? 'assign' : `assign.${sentence}`, begun);
  const draft = kept.value;
  const reader = useReader();
  const commands = useCommands();
  const you = useYou();
  const name = useNames();
  const line = useRef<HTMLDivElement>(null);
  const stay = useRef(false);
  const [given, setGiven] = useState<string | null>(null);
  const reading = useMemo(() => read(draft.line, reader), [draft.line, reader]);
  const task = taskOf(draft, reading, commands ? null : you);
  const done = (): void => {
    const words = `${task.who === you ? 'You have it' : `${name(task.who ?? '')} is asked`}: ${isolated(task.what)} (${task.minutes} min).`;
    setGiven(words);
    announce('polite', words);
    if (stay.current) line.current?.querySelector('input')?.focus();
    else onClose();
    stay.current = false;
  };
  const data = { to: task.who ?? you, what: task.what, minutes: task.minutes };
  const verb = task.who === null ? 'Assign' : task.who === you ? 'Take task' : `Assign to ${name(task.who)}`;
  const send = (
    <CommandButton
      look="primary"
      type="tasks.assign"
      data={data}
      sends={kept}
      unready={isTooLong(draft.line, LONGEST) ? lengthWords(draft.line, LONGEST) : missing(task, reading, draft.line)}
      onDone={done}
    >
      {verb}
    </CommandButton>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={commands ? 'Assign a task' : 'Take a task'}
      actions={
        <>
          <Keys />
          {send}
        </>
      }
    >
      <div ref={line} className={styles['composer']} onKeyDown={(event) => enter(event, stay)}>
        <Field
          label="Who does what, and for how long"
          placeholder={commands ? 'Kim check the replicas 5m' : 'check the replicas 5m'}
          most={LONGEST}
          draft={within(draft.line, (line) => kept.set(rewritten(draft, line, reader)), begun.line)}
        />
        {draft.line.trim() === '' ? (
          <Teach commands={commands} given={given} />
        ) : (
          <Preview kept={kept} reading={reading} task={task} />
        )}
      </div>
    </Dialog>
  );
}

function useReader(): Reader {
  const members = useRoom((room) => room.crew.members);
  const you = useYou();
  return useMemo(
    () => ({
      you,
      people: Object.entries(members)
        .filter(([, { removedAt }]) => removedAt === null)
        .map(([id, { name }]) => ({ id, name })),
    }),
    [members, you],
  );
}

interface PreviewProps {
  readonly kept: Kept<Draft>;
  readonly reading: ReturnType<typeof read>;
  readonly task: ReturnType<typeof taskOf>;
}

/** How it was read. What is corrected here counts until the line says something new. */
function Preview({ kept, reading, task }: PreviewProps): ReactNode {
  const draft = kept.value;
  const room = useRoom((whole) => whole);
  const reach = useReach();
  const refused = useVerdict('tasks.assign', { to: task.who ?? '', what: task.what, minutes: task.minutes });
  const asks = task.who === null ? whoIsMissing(reading) : (refused?.sentence ?? null);
  const suggestions = suggest(room, task.what, (person) => reach(person).attendance);
  return (
    <>
      <Who
        key={reading.who.join()}
        legend={
          <span className={asks === null ? undefined : styles['ask']} role="status">
            {asks ?? 'Who'}
          </span>
        }
        suggestions={suggestions}
        between={reading.who}
        value={task.who}
        onChoose={(who) => kept.set({ ...draft, who })}
      />
      <Field
        label="What"
        draft={within(draft.what ?? reading.what, (what) => kept.set({ ...draft, what }), reading.what)}
        most={200}
      />
      <MinutesField
        label={task.usual ? 'How long (default 10 min)' : 'How long'}
        usual={MINUTES}
        most={MOST_MINUTES}
        value={task.minutes === NO_TIME ? null : task.minutes}
        onChange={(minutes) => kept.set({ ...draft, minutes: minutes ?? NO_TIME })}
      />
    </>
  );
}

/** What was assigned last, and what a good sentence looks like. */
const Teach = ({ commands, given }: { readonly commands: boolean; readonly given: string | null }): ReactNode => (
  <ul className={styles['teach']}>
    {given === null ? null : (
      <li className={styles['given']}>
        <Check size={16} aria-hidden="true" />
        {given}
      </li>
    )}
    {commands ? (
      <li>
        One person, something to do, a time: <q>Bob L roll back 812 for 10 min</q>
      </li>
    ) : (
      <li>
        Something to do and a time: <q>check the replicas 5m</q>
      </li>
    )}
    <li>
      {commands ? (
        <>
          No one in mind? <q>can someone check the replicas</q> suggests people.
        </>
      ) : (
        'It’s yours right away. The commander sees it.'
      )}
    </li>
  </ul>
);

const Keys = (): ReactNode => (
  <p className={styles['keys']}>
    <kbd>Enter</kbd> sends. Add <kbd>Shift</kbd> to keep this open
  </p>
);

/** Without a chosen person, Enter goes to the names, and on a name it takes that one. Otherwise it sends. */
function enter(event: KeyboardEvent<HTMLElement>, stay: { current: boolean }): void {
  const { target, currentTarget } = event;
  if (event.key === 'Enter') stay.current = event.shiftKey;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const names = [...currentTarget.querySelectorAll<HTMLInputElement>('input[data-who]')];
  if (target.dataset['who'] !== undefined && !target.checked) return target.click();
  if (names.length > 0 && !names.some(({ checked }) => checked)) return names[0]?.focus();
  pressPrimary(target);
}
