/**
 * Sub-teams: lead, goal, time, members. Drawn only when there are some, or when so many people report to the commander
 * that there should be.
 */
import type { ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { Panel } from '../ui/Panel.tsx';
import { FormButton, sampleTeam } from './FormButton.tsx';
import { teamsDialog } from './screen.ts';
import { TeamRow } from './TeamRow.tsx';
import styles from './Teams.module.css';
import { useSpan, useTeamable } from './useSpan.ts';

export function TeamsPanel(): ReactNode {
  const teams = useRoom((room) => room.teams.teams);
  const { people, level } = useSpan();
  const holding = useRoom((room) => room.floor.holder) === useYou();
  useTeamsKeys();
  return teams.length === 0 && level === 'calm' ? null : (
    <Panel
      title="Teams"
      aside={level === 'calm' ? undefined : `${people.length} direct reports to the commander`}
      action={holding ? <FormButton size="small" /> : undefined}
    >
      {teams.length === 0 ? (
        <p className={styles['note']}>
          {people.length} direct reports to {holding ? 'you' : 'the commander'}. Aim for five or fewer. A team with a
          lead, a goal and a time reports through its lead.
        </p>
      ) : null}
      <ul className={styles['teams']} aria-label="Teams">
        {teams.map((team) => (
          <TeamRow key={team.id} team={team} />
        ))}
      </ul>
    </Panel>
  );
}

function useTeamsKeys(): void {
  const teams = useRoom((room) => room.teams.teams);
  const closed = useRoom((room) => room.floor.holder === null);
  const leader = useTeamable()[0] ?? '';
  const changes = teams.map((team) => ({
    does: `Change team ${team.name}`,
    also: 'sub-team members goal time',
    run: () => teamsDialog.open({ open: 'change', team: team.id }),
  }));
  const form = {
    does: 'Form a team',
    also: 'sub-team split off leader span',
    command: { type: 'teams.form', data: sampleTeam(leader) },
    run: () => teamsDialog.open({ open: 'form' }),
  };
  useKeys(closed ? [] : [form, ...changes]);
}
