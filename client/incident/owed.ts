/** What is owed about the incident: the commander answers a suggested severity. */
import { nameOf, type Owes } from '../attention/owed.ts';
import { incidentDialog } from './screen.ts';

export const owed: Owes = (room, you) => {
  const open = room.incident.suggestions.find(({ answered }) => !answered);
  if (room.floor.holder !== you || open === undefined) return [];
  const { by, at, severity, why } = open;
  return [
    {
      id: `severity.${by}.${at}`,
      pressure: 'soon',
      carded: true,
      words: [`${nameOf(room, by)} suggested SEV${severity}: ${why}`],
      press: { verb: `Set SEV${severity}`, opens: () => incidentDialog.open({ open: 'severity', severity, why }) },
    },
  ];
};
