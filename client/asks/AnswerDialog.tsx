/**
 * Answering an ask: now, in so many minutes, no, or by forwarding it. Each way is an answer; the person who asked
 * always hears something.
 */
import type { ReactNode } from 'react';
import type { Ask, How } from '../../shared/asks/words.ts';
import { useNames } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { textIn, useDraft } from '../ui/drafting.ts';
import { Area, Choice } from '../ui/Field.tsx';
import { MinutesField } from '../ui/MinutesField.tsx';
import { Ago } from '../ui/Time.tsx';
import styles from './Asks.module.css';
import { HandTo } from './HandTo.tsx';
import { WAYS } from './kinds.ts';

const USUAL_MINUTES: readonly number[] = [5, 10, 30];
const MOST_MINUTES = 1440;
const WORDS: Readonly<Record<How, string>> = {
  now: 'Your answer',
  later: 'Note (optional)',
  no: 'Reason (optional)',
  handed: 'Note to both (optional)',
};
const VERBS: Readonly<Record<How, string>> = {
  now: 'Answer',
  later: 'Promise answer',
  no: 'Say no',
  handed: 'Forward',
};

interface Answering {
  readonly how: How;
  readonly text: string;
  readonly minutes: number | null;
  readonly to: string;
}

const BLANK: Answering = { how: 'now', text: '', minutes: 10, to: '' };

export function AnswerDialog({ ask, onClose }: { readonly ask: Ask; readonly onClose: () => void }): ReactNode {
  const names = useNames();
  const form = useDraft<Answering>(`answer.${ask.id}`, BLANK);
  const { how, text, minutes, to } = form.value;
  const change = (patch: Partial<Answering>): void => form.set((before) => ({ ...before, ...patch }));
  const data = {
    ask: ask.id,
    how,
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(how === 'later' || how === 'handed' ? { minutes: minutes ?? 0 } : {}),
    ...(how === 'handed' ? { to } : {}),
  };
  const unready = missing(how, text, minutes, to);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${names(ask.by)} asks`}
      actions={
        <CommandButton look="primary" type="asks.answer" sends={form} data={data} unready={unready} onDone={onClose}>
          {VERBS[how]}
        </CommandButton>
      }
    >
      <blockquote className={styles['quoted']}>
        {ask.text}
        <small>
          {ask.kind}, <Ago at={ask.at} />
        </small>
      </blockquote>
      <Choice label="Response" options={WAYS} value={how} onChoose={(chosen) => change({ how: chosen })} />
      {how === 'handed' ? <HandTo asker={ask.by} value={to} onChoose={(chosen) => change({ to: chosen })} /> : null}
      {how === 'later' || how === 'handed' ? (
        <MinutesField
          label={how === 'later' ? 'You answer in' : 'They answer in'}
          usual={USUAL_MINUTES}
          most={MOST_MINUTES}
          value={minutes}
          onChange={(chosen) => change({ minutes: chosen })}
          until="by"
        />
      ) : null}
      <Area
        key={how}
        label={WORDS[how]}
        autoFocus={how === 'now' || how === 'no'}
        most={4000}
        draft={{ ...textIn(form, 'text'), isBegun: text !== '' }}
      />
    </Dialog>
  );
}

function missing(how: How, text: string, minutes: number | null, to: string): string | null {
  if (how === 'now' && text.trim() === '') return 'Write your answer, or choose another way.';
  if (how === 'handed' && to === '') return 'Choose who answers.';
  return (how === 'later' || how === 'handed') && minutes === null ? 'Enter 1 to 1440 minutes.' : null;
}
