/**
 * The composer: one line that reads a plain sentence, and below it how it was read, each part correctable. Without a person there is
 * no task, and the button says why. Enter sends; Shift with Enter sends and stays for the next. Closing loses nothing.
 */
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useReach } from '../session/attendance.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import { blank, missing, rewritten, taskOf, whoIsMissing, type Draft } from './composer-draft.ts';
import styles from './Composer.module.css';
import { pressPrimary } from './enter.ts';
import { MinutesField } from './MinutesField.tsx';
import { read, type Reader } from './sentence.ts';
import { useCommands } from './standing.ts';
import { suggest } from './suggest.ts';
import { Who } from './Who.tsx';

/** Closing the window keeps what was written for the next time. */
let kept = blank();

export function AssignDialog({ sentence, onClose }: { readonly sentence: string | undefined; readonly onClose: () => void }): ReactNode {
  const [draft, setDraft] = useState<Draft>(sentence === undefined ? kept : blank(sentence));
  const change = (next: Draft): void => setDraft((kept = next));
  const reader = useReader();
  const commands = useCommands();
  const you = useYou();
  const name = useNames();
  const line = useRef<HTMLDivElement>(null);
  const stay = useRef(false);
  const reading = useMemo(() => read(draft.line, reader), [draft.line, reader]);
  const task = taskOf(draft, reading, commands ? null : you);
  const done = (): void => {
    toast({ tone: 'done', text: task.who === you ? `You have it: ${task.what} (${task.minutes} min).` : `${name(task.who ?? '')} is asked: ${task.what} (${task.minutes} min).` });
    change(blank());
    if (stay.current) line.current?.querySelector('input')?.focus();
    else onClose();
    stay.current = false;
  };
  const data = { to: task.who ?? you, what: task.what, minutes: task.minutes };
  const verb = task.who === null ? 'Assign' : task.who === you ? 'Take it on' : `Assign to ${name(task.who)}`;
  const send = <CommandButton look="primary" type="tasks.assign" data={data} unready={missing(task, reading, draft.line)} onDone={done}>{verb}</CommandButton>;
  return (
    <Dialog open onClose={onClose} title={commands ? 'Assign a task' : 'Take a task'} actions={<><Keys />{send}</>}>
      <div ref={line} className={styles['composer']} onKeyDown={(event) => enter(event, stay)}>
        <Field label="Who does what, in how long" placeholder={commands ? 'Kim check the replicas 5m' : 'check the replicas 5m'} maxLength={400} value={draft.line} onChange={(event) => change(rewritten(draft, event.target.value, reader))} />
        {draft.line.trim() === '' ? <Teach commands={commands} /> : <Preview draft={draft} reading={reading} task={task} onChange={change} />}
      </div>
    </Dialog>
  );
}

function useReader(): Reader {
  const members = useRoom((room) => room.crew.members);
  const you = useYou();
  return useMemo(() => ({ you, people: Object.entries(members).filter(([, { removedAt }]) => removedAt === null).map(([id, { name }]) => ({ id, name })) }), [members, you]);
}

interface PreviewProps {
  readonly draft: Draft;
  readonly reading: ReturnType<typeof read>;
  readonly task: ReturnType<typeof taskOf>;
  readonly onChange: (draft: Draft) => void;
}

/** How it was read. What is corrected here counts until the line says something new. */
function Preview({ draft, reading, task, onChange }: PreviewProps): ReactNode {
  const room = useRoom((whole) => whole);
  const reach = useReach();
  const suggestions = suggest(room, task.what, (person) => reach(person).attendance);
  return (
    <>
      {task.who === null ? <p className={styles['ask']} role="status">{whoIsMissing(reading)}</p> : null}
      <Who key={reading.who.join()} legend="Who" suggestions={suggestions} between={reading.who} value={task.who} onChoose={(who) => onChange({ ...draft, who })} />
      <Field label="What" value={draft.what ?? reading.what} maxLength={400} onChange={(event) => onChange({ ...draft, what: event.target.value })} />
      <MinutesField label={task.usual ? 'How long (10 min unless you say so)' : 'How long'} value={task.minutes} onChange={(minutes) => onChange({ ...draft, minutes })} />
    </>
  );
}

const Teach = ({ commands }: { readonly commands: boolean }): ReactNode => (
  <ul className={styles['teach']}>
    {commands ? <li>One person, something to do, a time: <q>Bob L roll back 812 for 10 min</q></li> : <li>Something to do and a time: <q>check the replicas 5m</q></li>}
    <li>{commands ? <>Nobody named yet? <q>can someone check the replicas</q> offers names.</> : 'It is yours at once; the commander sees it.'}</li>
  </ul>
);

const Keys = (): ReactNode => <p className={styles['keys']}><kbd>Enter</kbd> sends, <kbd>Shift Enter</kbd> sends and stays for the next</p>;

/** Nobody is chosen yet: Enter goes to the names, and on a name it takes that one. Else it sends. */
function enter(event: KeyboardEvent<HTMLElement>, stay: { current: boolean }): void {
  const { target, currentTarget } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing || !(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const names = [...currentTarget.querySelectorAll<HTMLInputElement>('input[data-who]')];
  if (target.dataset['who'] !== undefined && !target.checked) return target.click();
  if (names.length > 0 && !names.some(({ checked }) => checked)) return names[0]?.focus();
  stay.current = event.shiftKey;
  pressPrimary(target);
}
