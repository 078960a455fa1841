/** Where people talk, and which runbook they follow: two links that everyone finds beside the Now block. */
import type { ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';

export function LinksDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const links = useRoom((room) => room.incident.links);
  const call = useDraft('links.bridge', links.bridge ?? '');
  const bridge = call.value;
  const steps = useDraft('links.procedure', links.procedure ?? '');
  const procedure = steps.value;
  const data = { bridge: bridge.trim() || null, procedure: procedure.trim() || null };
  const unready = [bridge, procedure].every(isLink) ? null : 'Enter a full link that starts with https://.';
  return (
    <Dialog
      open
      onClose={onClose}
      title="Bridge and runbook"
      actions={
        <CommandButton
          look="primary"
          type="incident.set-links"
          sends={[call, steps]}
          data={data}
          unready={unready}
          onDone={onClose}
        >
          Save links
        </CommandButton>
      }
    >
      <Field
        label="Bridge (call)"
        type="url"
        autoFocus
        most={2000}
        placeholder="https://meet.example.com/war-room"
        draft={call}
      />
      <Field
        label="Runbook"
        type="url"
        most={2000}
        placeholder="https://wiki.example.com/runbooks/checkout"
        draft={steps}
      />
    </Dialog>
  );
}

const isLink = (text: string): boolean =>
  text.trim() === '' || (URL.canParse(text.trim()) && text.trim().startsWith('https://'));
