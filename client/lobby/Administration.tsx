/** What administrators do: manage people (a page of its own), invite them, revoke tokens, choose documents' headings. */
import { Users } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Invites } from './Invites.tsx';
import styles from './Lobby.module.css';
import { Template } from './Template.tsx';
import { Tokens } from './Tokens.tsx';

export function Administration(): ReactNode {
  const [shown, setShown] = useState<'invite' | 'tokens' | 'template' | null>(null);
  const close = (): void => setShown(null);
  return (
    <section className={styles['card']} aria-label="Administration">
      <h2>Administration</h2>
      <Link href="/people" className={styles['way']}>
        <Users size={16} aria-hidden="true" />
        People
      </Link>
      <div className={styles['buttons']}>
        <Button onClick={() => setShown('invite')}>Invite people</Button>
        <Button onClick={() => setShown('tokens')}>Tokens</Button>
        <Button onClick={() => setShown('template')}>Document template</Button>
      </div>
      <Dialog open={shown === 'invite'} onClose={close} title="Invite people">
        <Invites />
      </Dialog>
      <Dialog open={shown === 'tokens'} onClose={close} title="All tokens">
        <Tokens of={null} />
      </Dialog>
      {shown === 'template' ? <Template onClose={close} /> : null}
    </section>
  );
}
