/** Changing a team: its goal and time by the one button below; its people at once, each by a press of their own. */
import { useState, type ReactNode } from 'react';
import type { Team } from '../../shared/teams/words.ts';
import { useNames } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field, Select } from '../ui/Field.tsx';
import { TeamTime } from './TeamTime.tsx';
import styles from './Teams.module.css';
import { useTeamable } from './useSpan.ts';

interface ChangeDialogProps {
  readonly team: Team;
  readonly onClose: () => void;
}

export function ChangeDialog({ team, onClose }: ChangeDialogProps): ReactNode {
  const words = useDraft(`team.${team.id}.goal`, team.goal);
  const goal = words.value;
  const [minutes, setMinutes] = useState<number | null>(20);
  const unready =
    goal.trim() === '' ? 'Describe the goal in one line.' : minutes === null ? 'Enter 1 to 480 minutes.' : null;
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Done
      </Button>
      <CommandButton
        type="teams.set-goal"
        sends={words}
        data={{ team: team.id, goal: goal.trim(), minutes: minutes ?? 0 }}
        look="primary"
        unready={unready}
        onDone={onClose}
      >
        Save goal and time
      </CommandButton>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={`Team ${team.name}`} actions={actions}>
      <Field label="Goal" most={200} draft={words} />
      <TeamTime minutes={minutes} onChange={setMinutes} />
      <Leader team={team} />
      <Members team={team} />
    </Dialog>
  );
}

function Leader({ team }: { readonly team: Team }): ReactNode {
  const name = useNames();
  const people = useTeamable().filter((person) => person !== team.leader);
  const [chosen, setChosen] = useState('');
  const to = people.includes(chosen) ? chosen : '';
  return (
    <div className={styles['oneLine']}>
      <Select
        label={team.leader === null ? 'Lead (none yet)' : `Lead (now ${name(team.leader)})`}
        value={to}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">Choose a person</option>
        {people.map((person) => (
          <option key={person} value={person}>
            {name(person)}
          </option>
        ))}
      </Select>
      <CommandButton
        type="teams.lead"
        data={{ team: team.id, leader: to }}
        unready={to === '' ? 'Choose a lead.' : null}
      >
        Set lead
      </CommandButton>
    </div>
  );
}

function Members({ team }: { readonly team: Team }): ReactNode {
  const name = useNames();
  const people = useTeamable().filter((person) => person !== team.leader && !team.members.includes(person));
  const [chosen, setChosen] = useState('');
  const person = people.includes(chosen) ? chosen : '';
  return (
    <section className={styles['members']}>
      <h3>Members</h3>
      {team.members.length === 0 ? (
        <p className={styles['note']}>No members yet.</p>
      ) : (
        <ul>
          {team.members.map((each) => (
            <li key={each}>
              <span>{name(each)}</span>
              <CommandButton
                size="small"
                look="quiet"
                type="teams.remove"
                data={{ team: team.id, person: each }}
                aria-label={`Remove ${name(each)}`}
              >
                Remove
              </CommandButton>
            </li>
          ))}
        </ul>
      )}
      <div className={styles['oneLine']}>
        <Select label="Add member" value={person} onChange={(event) => setChosen(event.target.value)}>
          <option value="">Choose a person</option>
          {people.map((each) => (
            <option key={each} value={each}>
              {name(each)}
            </option>
          ))}
        </Select>
        <CommandButton
          type="teams.add"
          data={{ team: team.id, person }}
          unready={person === '' ? 'Choose a person.' : null}
        >
          Add
        </CommandButton>
      </div>
    </section>
  );
}
