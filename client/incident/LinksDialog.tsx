/** Where people talk, and which procedure is followed: two links that everybody finds beside the Now block. */
import { useState, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';

export function LinksDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const links = useRoom((room) => room.incident.links);
  const [bridge, setBridge] = useState(links.bridge ?? '');
  const [procedure, setProcedure] = useState(links.procedure ?? '');
  const data = { bridge: bridge.trim() || null, procedure: procedure.trim() || null };
  const unready = [bridge, procedure].every(isLink) ? null : 'A link begins with https:// and goes somewhere.';
  return (
    <Dialog
      open
      onClose={onClose}
      title="Call and procedure"
      actions={
        <CommandButton look="primary" type="incident.set-links" data={data} unready={unready} onDone={onClose}>
          Save links
        </CommandButton>
      }
    >
      <Field
        label="The call"
        type="url"
        autoFocus
        placeholder="https://meet.example.com/war-room"
        value={bridge}
        onChange={(event) => setBridge(event.target.value)}
      />
      <Field
        label="The procedure"
        type="url"
        placeholder="https://wiki.example.com/runbooks/checkout"
        value={procedure}
        onChange={(event) => setProcedure(event.target.value)}
      />
    </Dialog>
  );
}

const isLink = (text: string): boolean =>
  text.trim() === '' || (URL.canParse(text.trim()) && text.trim().startsWith('https://'));
