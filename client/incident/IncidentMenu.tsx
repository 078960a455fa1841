/** What can be done to the incident itself, each behind one dialog. Who may not is told why in the list already. */
import { Activity, CircleCheck, Ellipsis, Link2, PencilLine, RotateCcw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRoom, useVerdict } from '../session/hooks.ts';
import { CommandItem, Menu, MenuItem, MenuLine, MenuNote } from '../ui/Menu.tsx';
import { IncidentDialogs } from './IncidentDialogs.tsx';
import { openIncident } from './screen.ts';
import { useIncidentKeys } from './useIncidentKeys.ts';

export function IncidentMenu(): ReactNode {
  const closed = useRoom((room) => room.incident.closedAt !== null);
  useIncidentKeys();
  return (
    <>
      <Menu label="Incident" trigger={<Ellipsis size={18} />}>
        {closed ? <ReopenItem /> : <OpenItems />}
      </Menu>
      <IncidentDialogs />
    </>
  );
}

/** Samples differ from what stands, so that the law's answer is about the person and not about the value. */
function OpenItems(): ReactNode {
  const { severity, status, title, links } = useRoom((room) => room.incident);
  const procedure = `${links.procedure ?? 'https://'}#`;
  const refused = useVerdict('incident.retitle', { title: `${title}.` });
  if (refused !== null) return <Refused sentence={refused.sentence} />;
  return (
    <>
      <CommandItem
        icon={<TriangleAlert size={16} />}
        type="incident.set-severity"
        data={{ severity: severity === 4 ? 3 : severity + 1, why: '-' }}
        onSelect={() => openIncident({ open: 'severity' })}
      >
        Change severity
      </CommandItem>
      <CommandItem
        icon={<Activity size={16} />}
        type="incident.set-status"
        data={{ status: status === 'identified' ? 'mitigated' : 'identified' }}
        onSelect={() => openIncident({ open: 'status' })}
      >
        Change status
      </CommandItem>
      <CommandItem
        icon={<PencilLine size={16} />}
        type="incident.retitle"
        data={{ title: `${title}.` }}
        onSelect={() => openIncident({ open: 'title' })}
      >
        Rename
      </CommandItem>
      <CommandItem
        icon={<Link2 size={16} />}
        type="incident.set-links"
        data={{ procedure }}
        onSelect={() => openIncident({ open: 'links' })}
      >
        Call and procedure
      </CommandItem>
      <MenuLine />
      <CloseItem />
    </>
  );
}

/** Suggesting a severity is everybody's; the rest is the commander's, so whoever is not reads that once. */
function Refused({ sentence }: { readonly sentence: string }): ReactNode {
  const nothing = (): void => undefined;
  const severity = useRoom((room) => room.incident.severity);
  return (
    <>
      <CommandItem
        icon={<TriangleAlert size={16} />}
        type="incident.suggest-severity"
        data={{ severity: severity === 1 ? 2 : severity - 1, why: '-' }}
        onSelect={() => openIncident({ open: 'suggest' })}
      >
        Suggest a severity
      </CommandItem>
      <MenuLine />
      <MenuNote>{sentence}</MenuNote>
      <MenuLine />
      {['Change severity', 'Change status', 'Rename', 'Call and procedure', 'Close the incident'].map((what) => (
        <MenuItem key={what} unready="" onSelect={nothing}>
          {what}
        </MenuItem>
      ))}
    </>
  );
}

/** Open criteria are dealt with in the dialog, so they do not keep it shut. */
function CloseItem(): ReactNode {
  const criteria = useRoom((room) => room.incident.now.exitCriteria?.value);
  const waived = (criteria ?? []).filter((each) => !each.met).map((each) => ({ criterion: each.id, why: '-' }));
  return (
    <CommandItem
      icon={<CircleCheck size={16} />}
      type="incident.close"
      data={{ waived }}
      onSelect={() => openIncident({ open: 'close' })}
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
      onSelect={() => openIncident({ open: 'reopen' })}
    >
      Reopen the incident
    </CommandItem>
  );
}
