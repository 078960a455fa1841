/** A correction: a better text, a more exact time, and why. The old text stays readable below the line. */
import { useState, type ReactNode } from 'react';
import type { TimelineEntry } from '../../shared/timeline/entries.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Area, Field } from '../ui/Field.tsx';
import { instantAt, timeOf, zoneName } from './occurred.ts';

export function CorrectDialog({
  entry,
  onClose,
}: {
  readonly entry: TimelineEntry;
  readonly onClose: () => void;
}): ReactNode {
  const said = useDraft(`correct.${entry.id}.text`, entry.text);
  const text = said.value;
  const [time, setTime] = useState(timeOf(entry.occurredAt));
  const words = useDraft(`correct.${entry.id}.why`, '');
  const why = words.value;
  const retimed = time !== timeOf(entry.occurredAt) && time !== '';
  const reworded = text.trim() !== entry.text;
  const data = {
    entry: entry.id,
    why: why.trim(),
    ...(reworded ? { text: text.trim() } : {}),
    ...(retimed ? { occurredAt: instantAt(time, entry.at) } : {}),
  };
  const unready =
    text.trim() === ''
      ? 'To remove it, strike it out instead.'
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
          sends={[said, words]}
          data={data}
          unready={unready}
          onDone={onClose}
        >
          Correct
        </CommandButton>
      }
    >
      <Area label="What happened" autoFocus most={4000} draft={said} />
      <Field
        label={`When it happened (${zoneName()})`}
        type="time"
        step={1}
        value={time}
        onChange={(event) => setTime(event.target.value)}
      />
      <Field label="Reason, in one line" most={300} placeholder="It was db-7, not db-6" draft={words} />
    </Dialog>
  );
}
