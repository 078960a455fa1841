/**
 * What can be done to the incident, for the palette: each with the command behind it, so that it says why when it may
 * not be.
 */
import { useRoom, useSpeaksAsCommander } from '../session/hooks.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { anotherSeverity, anotherStatus } from './names.ts';
import { FORMS, incidentDialog } from './screen.ts';

export function useIncidentKeys(): void {
  const closed = useRoom((room) => room.incident.closedAt !== null);
  const judging = useJudgingActions();
  const editing = useEditingActions();
  const reopen: Key = {
    does: 'Reopen the incident',
    command: { type: 'incident.reopen', data: { why: '-' } },
    drafts: FORMS.reopen,
    run: () => incidentDialog.open({ open: 'reopen' }),
  };
  const policy: Key = {
    does: 'Policy of this room',
    also: 'times rules deputy anyone after offer first update',
    run: () => incidentDialog.open({ open: 'policy' }),
  };
  useKeys([...(closed ? [reopen] : [...judging, ...editing]), policy]);
}

/** How bad it is. */
function useJudgingActions(): readonly Key[] {
  const severity = useRoom((room) => room.incident.severity);
  const holding = useSpeaksAsCommander();
  const other = { severity: anotherSeverity(severity), why: '-' };
  const suggest: Key = {
    does: 'Suggest a severity',
    also: 'worse sev',
    command: { type: 'incident.suggest-severity', data: other },
    drafts: FORMS.suggest,
    run: () => incidentDialog.open({ open: 'suggest' }),
  };
  return [
    ...(holding ? [] : [suggest]),
    {
      does: 'Change severity',
      also: 'sev1 sev2 sev3 sev4 raise lower worse',
      command: { type: 'incident.set-severity', data: other },
      drafts: FORMS.severity,
      run: () => incidentDialog.open({ open: 'severity' }),
    },
    { does: 'Severity history', also: 'history', run: () => incidentDialog.open({ open: 'history' }) },
  ];
}

/** Its name, its status, and closing it. */
function useEditingActions(): readonly Key[] {
  const { status, title, links, now } = useRoom((room) => room.incident);
  const waived = (now.exitCriteria?.value ?? [])
    .filter((each) => !each.met)
    .map((each) => ({ criterion: each.id, why: '-' }));
  return [
    {
      does: 'Change status',
      also: 'phase mitigated resolved monitoring',
      command: { type: 'incident.set-status', data: { status: anotherStatus(status) } },
      drafts: FORMS.status,
      run: () => incidentDialog.open({ open: 'status' }),
    },
    {
      does: 'Rename the incident',
      also: 'title',
      command: { type: 'incident.retitle', data: { title: `${title}.` } },
      drafts: FORMS.title,
      run: () => incidentDialog.open({ open: 'title' }),
    },
    {
      does: 'Set bridge and runbook',
      also: 'call procedure link',
      command: { type: 'incident.set-links', data: { procedure: `${links.procedure ?? 'https://'}#` } },
      drafts: FORMS.links,
      run: () => incidentDialog.open({ open: 'links' }),
    },
    {
      does: 'Close the incident',
      also: 'end duplicate',
      command: { type: 'incident.close', data: { waived } },
      drafts: FORMS.close,
      run: () => incidentDialog.open({ open: 'close' }),
    },
  ];
}
