/** Forming a team: a name, who leads, what for, how long, and who is in, each with what they have already. */
import { useState, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Minutes } from './Minutes.tsx';
import { Roster } from './Roster.tsx';
import { useTeamable } from './useSpan.ts';

interface Draft {
  readonly name: string;
  readonly leader: string | null;
  readonly goal: string;
  readonly minutes: number | null;
  readonly members: readonly string[];
}

const BLANK: Draft = { name: '', leader: null, goal: '', minutes: 30, members: [] };

function missing({ name, leader, goal, minutes }: Draft): string | null {
  if (name.trim() === '') return 'Give the team a name.';
  if (leader === null) return 'Choose who leads it.';
  if (goal.trim() === '') return 'Say in one line what it is for.';
  return minutes === null ? 'Say how long it has: 1 to 480 minutes.' : null;
}

export function FormDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  const [draft, setDraft] = useState(BLANK);
  const change = (patch: Partial<Draft>): void => setDraft((before) => ({ ...before, ...patch }));
  const people = useTeamable();
  const members = draft.members.filter((person) => person !== draft.leader && people.includes(person));
  const done = (): void => {
    setDraft(BLANK);
    onClose();
  };
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="teams.form"
        data={{ ...draft, name: draft.name.trim(), goal: draft.goal.trim(), members }}
        look="primary"
        unready={missing(draft)}
        onDone={done}
      >
        Form the team
      </CommandButton>
    </>
  );
  return (
    <Dialog open={open} onClose={onClose} title="Form a team" actions={actions}>
      <Field
        label="Name"
        placeholder="Database"
        maxLength={60}
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Field
        label="Goal"
        placeholder="Find out why the replicas lag"
        maxLength={200}
        value={draft.goal}
        onChange={(event) => change({ goal: event.target.value })}
      />
      <Minutes value={draft.minutes} onChange={(minutes) => change({ minutes })} />
      <Roster
        people={people}
        leader={draft.leader}
        members={members}
        onLead={(leader) => change({ leader })}
        onMembers={(chosen) => change({ members: chosen })}
      />
    </Dialog>
  );
}
