/** What is owed about teams: their lead, or else the commander, looks at a team again whose time is over. */
import type { Owes } from '../attention/owed.ts';
import { teamsDialog } from './screen.ts';

export const owed: Owes = ({ teams, floor }, you) =>
  teams.teams
    .filter(({ rung, leader }) => rung && (leader ?? floor.holder) === you)
    .map(({ id: team, name, goal, until }) => ({
      id: `team.${team}.${until}`,
      pressure: 'arranging',
      words: [`Team ${name}: ${goal}, overdue `, { since: until }],
      press: { verb: 'Open team', opens: () => teamsDialog.open({ open: 'change', team }) },
    }));
