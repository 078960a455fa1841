/** Forming a team: a name, the lead, what for, how long, and the members, each with what they have already. */
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, within } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { Roster } from './Roster.tsx';
import { TeamTime } from './TeamTime.tsx';
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
  if (name.trim() === '') return 'Name the team.';
  if (leader === null) return 'Choose a lead.';
  if (goal.trim() === '') return 'Describe the goal in one line.';
  return minutes === null ? 'Enter 1 to 480 minutes.' : null;
}

export function FormDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  const kept = useDraft<Draft>('form-team', BLANK);
  const draft = kept.value;
  const change = (patch: Partial<Draft>): void => kept.set((before) => ({ ...before, ...patch }));
  const people = useTeamable();
  const members = draft.members.filter((person) => person !== draft.leader && people.includes(person));
  const data = {
    name: draft.name.trim(),
    leader: draft.leader ?? '',
    goal: draft.goal.trim(),
    minutes: draft.minutes ?? 0,
    members,
  };
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="teams.form"
        sends={kept}
        data={data}
        look="primary"
        unready={missing(draft)}
        onDone={onClose}
      >
        Form the team
      </CommandButton>
    </>
  );
  return (
    <Dialog open={open} onClose={onClose} title="Form a team" actions={actions}>
      <Field label="Name" placeholder="Database" most={60} draft={within(draft.name, (name) => change({ name }))} />
      <Field
        label="Goal"
        placeholder="Find out why the replicas lag"
        most={200}
        draft={within(draft.goal, (goal) => change({ goal }))}
      />
      <TeamTime minutes={draft.minutes} onChange={(minutes) => change({ minutes })} />
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
