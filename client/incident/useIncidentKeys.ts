/** What can be done to the incident, for the palette: each with the command behind it, so that it says why when it may not be. */
import { useRoom, useYou } from '../session/hooks.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { openIncident } from './screen.ts';

export function useIncidentKeys(): void {
  const closed = useRoom((room) => room.incident.closedAt !== null);
  const open = useOpenActions();
  const reopen: Key = {
    does: 'Reopen the incident',
    command: { type: 'incident.reopen', data: { why: '-' } },
    run: () => openIncident({ open: 'reopen' }),
  };
  useKeys(closed ? [reopen] : open);
}

/** The samples differ from what stands, so that the law's answer is about the person and not about the value. */
function useOpenActions(): readonly Key[] {
  const { severity, status, title, links, now } = useRoom((room) => room.incident);
  const holding = useRoom((room) => room.floor.holder) === useYou();
  const other = { severity: severity === 1 ? 2 : severity - 1, why: '-' };
  const waived = (now.exitCriteria?.value ?? [])
    .filter((each) => !each.met)
    .map((each) => ({ criterion: each.id, why: '-' }));
  const suggest: Key = {
    does: 'Suggest a severity',
    also: 'worse sev',
    command: { type: 'incident.suggest-severity', data: other },
    run: () => openIncident({ open: 'suggest' }),
  };
  return [
    ...(holding ? [] : [suggest]),
    {
      does: 'Change severity',
      also: 'sev1 sev2 sev3 sev4 raise lower worse',
      command: { type: 'incident.set-severity', data: other },
      run: () => openIncident({ open: 'severity' }),
    },
    { does: 'How it came to this severity', also: 'history', run: () => openIncident({ open: 'history' }) },
    {
      does: 'Change status',
      also: 'phase mitigated resolved monitoring',
      command: { type: 'incident.set-status', data: { status: status === 'identified' ? 'mitigated' : 'identified' } },
      run: () => openIncident({ open: 'status' }),
    },
    {
      does: 'Rename the incident',
      also: 'title',
      command: { type: 'incident.retitle', data: { title: `${title}.` } },
      run: () => openIncident({ open: 'title' }),
    },
    {
      does: 'Set the call and the procedure',
      also: 'bridge link runbook',
      command: { type: 'incident.set-links', data: { procedure: `${links.procedure ?? 'https://'}#` } },
      run: () => openIncident({ open: 'links' }),
    },
    {
      does: 'Close the incident',
      also: 'end duplicate',
      command: { type: 'incident.close', data: { waived } },
      run: () => openIncident({ open: 'close' }),
    },
  ];
}
