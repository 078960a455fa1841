/** What can be done to the incident itself, each behind one dialog. People who may not see why in the list already. */
import {
  Activity,
  CircleCheck,
  Ellipsis,
  History,
  Link2,
  PencilLine,
  RadioTower,
  RotateCcw,
  SlidersHorizontal,
  TriangleAlert,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useRoom, useSpeaksAsCommander, useVerdict, useView } from '../session/hooks.ts';
import { serverNow } from '../session/server-clock.ts';
import { CommandItem, Menu, MenuItem, MenuLine, MenuNote } from '../ui/Menu.tsx';
import { beginning, pastAddress } from '../ui/past-address.ts';
import { IncidentDialogs } from './IncidentDialogs.tsx';
import { anotherSeverity, anotherStatus } from './names.ts';
import { FORMS, incidentDialog, OPEN_FORMS } from './screen.ts';
import { useIncidentKeys } from './useIncidentKeys.ts';

export function IncidentMenu(): ReactNode {
  const closed = useRoom((room) => room.incident.closedAt !== null);
  const speaks = useSpeaksAsCommander();
  const drafts = closed ? FORMS.reopen : speaks ? OPEN_FORMS : FORMS.suggest;
  useIncidentKeys();
  return (
    <>
      <Menu label="Incident" trigger={<Ellipsis size={18} />} drafts={drafts}>
        {closed ? <ReopenItem /> : <OpenItems />}
        <MenuLine />
        <PastItem />
        <MenuItem icon={<SlidersHorizontal size={16} />} onSelect={() => incidentDialog.open({ open: 'policy' })}>
          Policy of this room
        </MenuItem>
        <MenuLine />
        <LobbyItem />
      </Menu>
      <IncidentDialogs />
    </>
  );
}

/** Everyone who may read the room may look back. */
function PastItem(): ReactNode {
  const id = useView((view) => view.id);
  const declaredAt = useRoom((room) => room.incident.declaredAt);
  const [, go] = useLocation();
  return (
    <MenuItem icon={<History size={16} />} onSelect={() => go(pastAddress(id, beginning(serverNow(), declaredAt)))}>
      See the room as it was
    </MenuItem>
  );
}

/** On a phone the header has no room for the sign that leads there. */
function LobbyItem(): ReactNode {
  const [, go] = useLocation();
  return (
    <MenuItem icon={<RadioTower size={16} />} onSelect={() => go('/')}>
      Go to the lobby
    </MenuItem>
  );
}

function OpenItems(): ReactNode {
  const { severity, status, title, links } = useRoom((room) => room.incident);
  const procedure = `${links.procedure ?? 'https://'}#`;
  const refused = useVerdict('incident.retitle', { title: `${title}.` });
  const speaks = useSpeaksAsCommander();
  if (refused !== null && !speaks) return <Refused sentence={refused.sentence} />;
  return (
    <>
      <CommandItem
        icon={<TriangleAlert size={16} />}
        type="incident.set-severity"
        data={{ severity: anotherSeverity(severity), why: '-' }}
        drafts={FORMS.severity}
        onSelect={() => incidentDialog.open({ open: 'severity' })}
      >
        Change severity
      </CommandItem>
      <CommandItem
        icon={<Activity size={16} />}
        type="incident.set-status"
        data={{ status: anotherStatus(status) }}
        drafts={FORMS.status}
        onSelect={() => incidentDialog.open({ open: 'status' })}
      >
        Change status
      </CommandItem>
      <CommandItem
        icon={<PencilLine size={16} />}
        type="incident.retitle"
        data={{ title: `${title}.` }}
        drafts={FORMS.title}
        onSelect={() => incidentDialog.open({ open: 'title' })}
      >
        Rename
      </CommandItem>
      <CommandItem
        icon={<Link2 size={16} />}
        type="incident.set-links"
        data={{ procedure }}
        drafts={FORMS.links}
        onSelect={() => incidentDialog.open({ open: 'links' })}
      >
        Bridge and runbook
      </CommandItem>
      <MenuLine />
      <CloseItem />
    </>
  );
}

/** Anyone may suggest a severity; the rest is the commander's, and others read that once. */
function Refused({ sentence }: { readonly sentence: string }): ReactNode {
  const nothing = (): void => undefined;
  const severity = useRoom((room) => room.incident.severity);
  return (
    <>
      <CommandItem
        icon={<TriangleAlert size={16} />}
        type="incident.suggest-severity"
        data={{ severity: anotherSeverity(severity), why: '-' }}
        drafts={FORMS.suggest}
        onSelect={() => incidentDialog.open({ open: 'suggest' })}
      >
        Suggest a severity
      </CommandItem>
      <MenuLine />
      <MenuNote>{sentence}</MenuNote>
      <MenuLine />
      {['Change severity', 'Change status', 'Rename', 'Bridge and runbook', 'Close the incident'].map((what) => (
        <MenuItem key={what} unready="" onSelect={nothing}>
          {what}
        </MenuItem>
      ))}
    </>
  );
}

/** Open criteria are dealt with in the dialog, so they do not disable the item. */
function CloseItem(): ReactNode {
  const criteria = useRoom((room) => room.incident.now.exitCriteria?.value);
  const waived = (criteria ?? []).filter((each) => !each.met).map((each) => ({ criterion: each.id, why: '-' }));
  return (
    <CommandItem
      icon={<CircleCheck size={16} />}
      type="incident.close"
      data={{ waived }}
      drafts={FORMS.close}
      onSelect={() => incidentDialog.open({ open: 'close' })}
    >
      Close the incident
    </CommandItem>
  );
}

function ReopenItem(): ReactNode {
  return (
    <CommandItem
      icon={<RotateCcw size={16} />}
      type="incident.reopen"
      data={{ why: '-' }}
      drafts={FORMS.reopen}
      onSelect={() => incidentDialog.open({ open: 'reopen' })}
    >
      Reopen the incident
    </CommandItem>
  );
}
