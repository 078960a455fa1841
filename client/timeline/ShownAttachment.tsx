/**
 * The attachment that is open in full. It is beside the lists and not in a line, because a line that scrolls out of
 * sight is unmounted, and would take what someone is looking at along.
 */
import { useEffect, type ReactNode } from 'react';
import type { Attachment } from '../../shared/attachment.ts';
import { useView } from '../session/hooks.ts';
import { Store } from '../session/store.ts';
import { useStore } from '../session/store-hooks.ts';
import { arriving } from '../ui/arriving.ts';

export const shownAttachment = new Store<Attachment | null>(null);

const AttachmentView = arriving(async () => (await import('../ui/AttachmentView.tsx')).AttachmentView);

export function ShownAttachment(): ReactNode {
  const room = useView((view) => view.id);
  const attachment = useStore(shownAttachment);
  useEffect(() => () => shownAttachment.set(null), [room]);
  if (attachment === null) return null;
  return <AttachmentView room={room} attachment={attachment} onClose={() => shownAttachment.set(null)} />;
}
