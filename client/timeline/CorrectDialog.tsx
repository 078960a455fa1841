/** A correction: a better text, a more exact time, and why. The old text stays readable below the line. */
import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../shared/timeline/entries.ts';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Area, Field } from '../ui/Field.tsx';
import { MomentField } from '../ui/MomentField.tsx';

interface Moment {
  readonly at: string | null;
}

export function CorrectDialog({
  entry,
  onClose,
}: {
  readonly entry: TimelineEntry;
  readonly onClose: () => void;
}): ReactNode {
  const said = useDraft(`correct.${entry.id}.text`, entry.text);
  const text = said.value;
  // Null while what is entered is no moment.
  const moment = useDraft<Moment>(`correct.${entry.id}.at`, { at: entry.occurredAt });
  const { at } = moment.value;
  const declaredAt = useRoom((room) => room.incident.declaredAt) ?? entry.occurredAt;
  const words = useDraft(`correct.${entry.id}.why`, '');
  const why = words.value;
  const retimed = at !== null && secondOf(at) !== secondOf(entry.occurredAt);
  const reworded = text.trim() !== entry.text;
  const data = {
    entry: entry.id,
    why: why.trim(),
    ...(reworded ? { text: text.trim() } : {}),
    ...(retimed ? { occurredAt: at } : {}),
  };
  const unready =
    text.trim() === ''
      ? 'To remove it, strike it out instead.'
      : at === null
        ? 'Enter when it happened.'
        : !reworded && !retimed
          ? 'Nothing changed yet.'
          : why.trim() === ''
            ? 'Say why. It’s shown next to the line.'
            : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Correct line"
      actions={
        <CommandButton
          look="primary"
          type="timeline.correct"
          sends={[said, moment, words]}
          data={data}
          unready={unready}
          onDone={onClose}
        >
          Correct
        </CommandButton>
      }
    >
      <Area label="What happened" autoFocus most={4000} draft={said} />
      <MomentField
        label="When it happened"
        seconds
        keepsDay
        since={declaredAt}
        value={at}
        onChange={(chosen) => moment.set({ at: chosen })}
      />
      <Field label="Reason, in one line" most={300} placeholder="It was db-7, not db-6" draft={words} />
    </Dialog>
  );
}

/** What is entered has no milliseconds. */
const secondOf = (at: string): number => Math.floor(Date.parse(at) / 1000);
