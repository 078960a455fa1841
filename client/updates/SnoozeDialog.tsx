/** Putting an update off: a new promised time with a reason, on the record. */
import { useState, type ReactNode } from 'react';
import type { Audience } from '../../shared/updates/words.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { AUDIENCE_NAMES } from './names.ts';
import { useNextTime } from './next-time.ts';
import { NextTimeField } from './NextTimeField.tsx';

export function SnoozeDialog({
  audience,
  onClose,
}: {
  readonly audience: Audience;
  readonly onClose: () => void;
}): ReactNode {
  const time = useNextTime(audience);
  const [why, setWhy] = useState('');
  const unready =
    typeof time.nextAt !== 'string'
      ? 'Say when it comes instead.'
      : why.trim() === ''
        ? 'Say why: it stands in the log.'
        : null;
  const data = { audience, nextAt: time.nextAt ?? '', why: why.trim() };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Put off: ${AUDIENCE_NAMES[audience]} update`}
      actions={
        <CommandButton look="primary" type="updates.promise" data={data} unready={unready} onDone={onClose}>
          Promise the new time
        </CommandButton>
      }
    >
      <NextTimeField time={time} label="It comes instead" never={false} />
      <Field
        label="Why, in one line"
        maxLength={300}
        placeholder="Rollback finishes at 03:50"
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Dialog>
  );
}
