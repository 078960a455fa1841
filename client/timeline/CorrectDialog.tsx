/** A correction: a better text, a truer time, and why. The old text stays readable below the line. */
import { useState, type ReactNode } from 'react';
import type { TimelineEntry } from '../../shared/timeline/entries.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area, Field } from '../ui/Field.tsx';
import { instantAt, timeOf, zoneName } from './occurred.ts';

export function CorrectDialog({
  entry,
  onClose,
}: {
  readonly entry: TimelineEntry;
  readonly onClose: () => void;
}): ReactNode {
  const [text, setText] = useState(entry.text);
  const [time, setTime] = useState(timeOf(entry.occurredAt));
  const [why, setWhy] = useState('');
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
      ? 'To take it back, strike it out instead.'
      : !reworded && !retimed
        ? 'Nothing is different yet.'
        : why.trim() === ''
          ? 'Say why: it stands beside the line.'
          : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Correct this line"
      actions={
        <CommandButton look="primary" type="timeline.correct" data={data} unready={unready} onDone={onClose}>
          Correct
        </CommandButton>
      }
    >
      <Area
        label="What happened"
        autoFocus
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Field
        label={`When it happened (${zoneName()})`}
        type="time"
        step={1}
        value={time}
        onChange={(event) => setTime(event.target.value)}
      />
      <Field
        label="Why, in one line"
        maxLength={300}
        placeholder="It was db-7, not db-6"
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Dialog>
  );
}
