/**
 * The composer: one line that reads a plain sentence, and below it how it was read, each part correctable. Without a person there is
 * no task, and the button says why. Enter sends; Shift with Enter sends and stays for the next. Closing loses nothing.
 */
import { Check } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useReach } from '../session/attendance.ts';
import { useNames, useRoom, useVerdict, useYou } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Store } from '../session/store.ts';
import { announce } from '../ui/announcer.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { pressPrimary } from '../ui/enter.ts';
import { blank, missing, rewritten, taskOf, whoIsMissing, type Draft } from './composer-draft.ts';
import styles from './Composer.module.css';
import { MinutesField } from './MinutesField.tsx';
import { read, type Reader } from './sentence.ts';
import { useCommands } from './standing.ts';
import { suggest } from './suggest.ts';
import { Who } from './Who.tsx';

/** Outside of the window, so that closing it loses nothing. */
const kept = new Store<Draft>(blank());

export function AssignDialog({
  sentence,
  onClose,
}: {
  readonly sentence: string | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const draft = useStore(kept);
  useEffect(() => (sentence === undefined ? undefined : kept.set(blank(sentence))), [sentence]);
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
    const words = `${task.who === you ? 'You have it' : `${name(task.who ?? '')} is asked`}: ${task.what} (${task.minutes} min).`;
    setGiven(words);
    announce('polite', words);
    kept.set(blank());
    if (stay.current) line.current?.querySelector('input')?.focus();
    else onClose();
    stay.current = false;
  };
  const data = { to: task.who ?? you, what: task.what, minutes: task.minutes };
  const verb = task.who === null ? 'Assign' : task.who === you ? 'Take it on' : `Assign to ${name(task.who)}`;
  const send = (
    <CommandButton
      look="primary"
      type="tasks.assign"
      data={data}
      unready={missing(task, reading, draft.line)}
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
          label="Who does what, in how long"
          placeholder={commands ? 'Kim check the replicas 5m' : 'check the replicas 5m'}
          maxLength={400}
          value={draft.line}
          onChange={(event) => kept.set(rewritten(draft, event.target.value, reader))}
        />
        {draft.line.trim() === '' ? (
          <Teach commands={commands} given={given} />
        ) : (
          <Preview draft={draft} reading={reading} task={task} />
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
  readonly draft: Draft;
  readonly reading: ReturnType<typeof read>;
  readonly task: ReturnType<typeof taskOf>;
}

/** How it was read. What is corrected here counts until the line says something new. */
function Preview({ draft, reading, task }: PreviewProps): ReactNode {
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
        value={draft.what ?? reading.what}
        maxLength={400}
        onChange={(event) => kept.set({ ...draft, what: event.target.value })}
      />
      <MinutesField
        label={task.usual ? 'How long (10 min unless you say so)' : 'How long'}
        value={task.minutes}
        onChange={(minutes) => kept.set({ ...draft, minutes })}
      />
    </>
  );
}

/** What was given last, and what a good sentence looks like. */
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
          Nobody named yet? <q>can someone check the replicas</q> offers names.
        </>
      ) : (
        'It is yours at once; the commander sees it.'
      )}
    </li>
  </ul>
);

const Keys = (): ReactNode => (
  <p className={styles['keys']}>
    <kbd>Enter</kbd> sends, with <kbd>Shift</kbd> it stays for the next
  </p>
);

/** Nobody is chosen yet: Enter goes to the names, and on a name it takes that one. Else it sends. */
function enter(event: KeyboardEvent<HTMLElement>, stay: { current: boolean }): void {
  const { target, currentTarget } = event;
  if (event.key === 'Enter') stay.current = event.shiftKey;
  if (
    event.key !== 'Enter' ||
    event.ctrlKey ||
    event.metaKey ||
    event.nativeEvent.isComposing ||
    !(target instanceof HTMLInputElement)
  )
    return;
  event.preventDefault();
  const names = [...currentTarget.querySelectorAll<HTMLInputElement>('input[data-who]')];
  if (target.dataset['who'] !== undefined && !target.checked) return target.click();
  if (names.length > 0 && !names.some(({ checked }) => checked)) return names[0]?.focus();
  pressPrimary(target);
}
