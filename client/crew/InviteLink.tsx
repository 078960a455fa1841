/**
 * A link that brings people into this room as responders, for 24 hours. Copied when the browser allows it; over plain
 * http it does not, and then the link is shown to be copied by hand.
 */
import { useSyncExternalStore, type ReactNode } from 'react';
import { useView } from '../session/hooks.ts';
import { call } from '../session/me.ts';
import { Store } from '../session/store.ts';
import { Button } from '../ui/Button.tsx';
import { isLocal } from '../ui/local-address.ts';
import { LocalOnly } from '../ui/LocalOnly.tsx';
import { toast } from '../ui/toasts.ts';
import styles from './Crew.module.css';

const shown = new Store<string | null>(null);

export async function copyInvite(room: string): Promise<void> {
  const answer = await call<{ url: string }>('POST', '/api/invites', {
    role: 'responder',
    room,
    uses: 20,
    expiresInHours: 24,
  });
  if (!answer.ok) return toast({ tone: 'refused', text: answer.message });
  shown.set(answer.body.url);
  const only = isLocal(answer.body.url) ? ' It only works on this computer: see People for how to change that.' : '';
  try {
    await navigator.clipboard.writeText(answer.body.url);
    toast({ tone: 'done', text: `Invite link copied. Up to 20 responders can use it for 24 hours.${only}` });
  } catch {
    toast({ tone: 'done', text: `Copy this invite link manually: ${answer.body.url}${only}` });
  }
}

export function InviteLink(): ReactNode {
  const room = useView((view) => view.id);
  const url = useSyncExternalStore(shown.subscribe, shown.get);
  return (
    <div className={styles['link']}>
      <Button onClick={() => void copyInvite(room)}>Copy invite link</Button>
      {url === null ? (
        <span className={styles['faint']}>Responder, 24 hours, up to 20 people</span>
      ) : (
        <>
          <input readOnly aria-label="Invite link" value={url} onFocus={(event) => event.target.select()} />
          <LocalOnly url={url} />
        </>
      )}
    </div>
  );
}
