/** Changing a team: its goal and time by the one button below; its people at once, each by a press of their own. */
import { useState, type ReactNode } from 'react';
import type { Team } from '../../shared/teams/words.ts';
import { useNames } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field, Select } from '../ui/Field.tsx';
import { Minutes } from './Minutes.tsx';
import styles from './Teams.module.css';
import { useTeamable } from './useSpan.ts';

interface ChangeDialogProps {
  readonly team: Team;
  readonly onClose: () => void;
}

export function ChangeDialog({ team, onClose }: ChangeDialogProps): ReactNode {
  const [goal, setGoal] = useState(team.goal);
  const [minutes, setMinutes] = useState<number | null>(20);
  const unready =
    goal.trim() === ''
      ? 'Say in one line what it is for.'
      : minutes === null
        ? 'Say how long it has: 1 to 480 minutes.'
        : null;
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Done
      </Button>
      <CommandButton
        type="teams.set-goal"
        data={{ team: team.id, goal: goal.trim(), minutes }}
        look="primary"
        unready={unready}
        onDone={onClose}
      >
        Set goal and time
      </CommandButton>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={`Team ${team.name}`} actions={actions}>
      <Field label="Goal" maxLength={200} value={goal} onChange={(event) => setGoal(event.target.value)} />
      <Minutes value={minutes} onChange={setMinutes} />
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
        label={team.leader === null ? 'Nobody leads it. Who shall?' : `${name(team.leader)} leads it. Somebody else?`}
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
        unready={to === '' ? 'Choose who leads it now.' : null}
      >
        Make leader
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
        <p className={styles['note']}>Nobody yet.</p>
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
        <Select label="Add somebody" value={person} onChange={(event) => setChosen(event.target.value)}>
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
          unready={person === '' ? 'Choose who joins.' : null}
        >
          Add
        </CommandButton>
      </div>
    </section>
  );
}
