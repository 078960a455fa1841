/** One team: name and time left, its lead and goal, its members, and what this reader may do about it. */
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Team } from '../../shared/teams/words.ts';
import { useNames, useNow, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Until } from '../ui/Time.tsx';
import { TwoStepButton } from '../ui/TwoStepButton.tsx';
import { teamsDialog } from './screen.ts';
import styles from './Teams.module.css';

export function TeamRow({ team }: { readonly team: Team }): ReactNode {
  const name = useNames();
  const over = useNow() >= Date.parse(team.until);
  const { leader, members, goal } = team;
  return (
    <li className={styles['team']} data-over={over}>
      <p className={styles['head']}>
        <strong>{team.name}</strong>
        <span className={styles['time']}>
          {over ? <TriangleAlert size={13} aria-hidden="true" /> : null}
          {over ? (
            <>
              time over, <Until at={team.until} past="" /> ago
            </>
          ) : (
            <>
              <Until at={team.until} /> left
            </>
          )}
        </span>
      </p>
      <p className={styles['goal']}>{goal}</p>
      <p className={styles['who']} data-headless={leader === null}>
        {leader === null ? (
          <>
            <TriangleAlert size={13} aria-hidden="true" /> No lead: members report to the commander
          </>
        ) : (
          <>
            <strong translate="no">{name(leader)}</strong> leads
          </>
        )}
        {members.length === 0 ? ', no members yet' : <span> · {members.map((person) => name(person)).join(', ')}</span>}
      </p>
      <Actions team={team} over={over} />
    </li>
  );
}

function Actions({ team, over }: { readonly team: Team; readonly over: boolean }): ReactNode {
  const you = useYou();
  const holding = useRoom((room) => room.floor.holder) === you;
  const cares = holding || team.leader === you;
  if (!cares && !team.members.includes(you)) return null;
  return (
    <span className={styles['actions']}>
      {cares && over ? (
        <CommandButton size="small" type="teams.set-goal" data={{ team: team.id, goal: team.goal, minutes: 20 }}>
          20 more minutes
        </CommandButton>
      ) : null}
      {cares ? (
        <Button
          size="small"
          look="quiet"
          aria-label={`Change the team ${team.name}`}
          onClick={() => teamsDialog.open({ open: 'change', team: team.id })}
        >
          {team.leader === null ? 'Set lead' : 'Change'}
        </Button>
      ) : null}
      {holding ? (
        <TwoStepButton
          size="small"
          look="quiet"
          type="teams.dissolve"
          data={{ team: team.id }}
          label="Dissolve"
          again="Press again: dissolve"
        />
      ) : null}
      {team.members.includes(you) ? (
        <TwoStepButton
          size="small"
          look="quiet"
          type="teams.remove"
          data={{ team: team.id, person: you }}
          label="Leave"
          again="Press again: leave"
        />
      ) : null}
    </span>
  );
}
