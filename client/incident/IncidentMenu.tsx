/** What can be done to the incident itself, each behind one dialog. Who may not is told why in the list already. */
import { Activity, CircleCheck, Ellipsis, Link2, PencilLine, RotateCcw, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useRoom, useVerdict } from '../session/hooks.ts';
import { CommandItem, Menu, MenuItem, MenuLine, MenuNote } from '../ui/Menu.tsx';
import { CloseDialog } from './CloseDialog.tsx';
import { LinksDialog } from './LinksDialog.tsx';
import { ReopenDialog } from './ReopenDialog.tsx';
import { RetitleDialog } from './RetitleDialog.tsx';
import { SeverityDialog } from './SeverityDialog.tsx';
import { StatusDialog } from './StatusDialog.tsx';

const DIALOGS = { severity: SeverityDialog, status: StatusDialog, title: RetitleDialog, links: LinksDialog, close: CloseDialog, reopen: ReopenDialog };
type Shown = keyof typeof DIALOGS;

export function IncidentMenu(): ReactNode {
  const [shown, setShown] = useState<Shown | null>(null);
  const closed = useRoom((room) => room.incident.closedAt !== null);
  const Opened = shown === null ? null : DIALOGS[shown];
  return (
    <>
      <Menu label="Incident" trigger={<Ellipsis size={18} />}>
        {closed ? <ReopenItem onSelect={() => setShown('reopen')} /> : <OpenItems onSelect={setShown} />}
      </Menu>
      {Opened === null ? null : <Opened onClose={() => setShown(null)} />}
    </>
  );
}

/** Samples differ from what stands, so that the law's answer is about the person and not about the value. */
function OpenItems({ onSelect }: { readonly onSelect: (dialog: Shown) => void }): ReactNode {
  const { severity, status, title, links } = useRoom((room) => room.incident);
  const procedure = `${links.procedure ?? 'https://'}#`;
  const refused = useVerdict('incident.retitle', { title: `${title}.` });
  if (refused !== null) return <Refused sentence={refused.sentence} />;
  return (
    <>
      <CommandItem icon={<TriangleAlert size={16} />} type="incident.set-severity" data={{ severity: severity === 4 ? 3 : severity + 1, why: '-' }} onSelect={() => onSelect('severity')}>Change severity</CommandItem>
      <CommandItem icon={<Activity size={16} />} type="incident.set-status" data={{ status: status === 'identified' ? 'mitigated' : 'identified' }} onSelect={() => onSelect('status')}>Change status</CommandItem>
      <CommandItem icon={<PencilLine size={16} />} type="incident.retitle" data={{ title: `${title}.` }} onSelect={() => onSelect('title')}>Rename</CommandItem>
      <CommandItem icon={<Link2 size={16} />} type="incident.set-links" data={{ procedure }} onSelect={() => onSelect('links')}>Call and procedure</CommandItem>
      <MenuLine />
      <CloseItem onSelect={() => onSelect('close')} />
    </>
  );
}

/** All of it is the commander's, so whoever is not reads that once. */
function Refused({ sentence }: { readonly sentence: string }): ReactNode {
  const nothing = (): void => undefined;
  return (
    <>
      <MenuNote>{sentence}</MenuNote>
      <MenuLine />
      {['Change severity', 'Change status', 'Rename', 'Call and procedure', 'Close the incident'].map((what) => <MenuItem key={what} unready="" onSelect={nothing}>{what}</MenuItem>)}
    </>
  );
}

/** Open criteria are dealt with in the dialog, so they do not keep it shut. */
function CloseItem({ onSelect }: { readonly onSelect: () => void }): ReactNode {
  const criteria = useRoom((room) => room.incident.now.exitCriteria?.value);
  const waived = (criteria ?? []).filter((each) => !each.met).map((each) => ({ criterion: each.id, why: '-' }));
  return <CommandItem icon={<CircleCheck size={16} />} type="incident.close" data={{ waived }} onSelect={onSelect}>Close the incident</CommandItem>;
}

function ReopenItem({ onSelect }: { readonly onSelect: () => void }): ReactNode {
  return <CommandItem icon={<RotateCcw size={16} />} type="incident.reopen" data={{ why: '-' }} onSelect={onSelect}>Reopen the incident</CommandItem>;
}
