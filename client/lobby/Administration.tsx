/** What administrators do here: invite people, deactivate them, revoke tokens, choose the headings of new documents. */
import { useState, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Invites } from './Invites.tsx';
import styles from './Lobby.module.css';
import { People } from './People.tsx';
import { Template } from './Template.tsx';
import { Tokens } from './Tokens.tsx';

export function Administration(): ReactNode {
  const [shown, setShown] = useState<'invite' | 'people' | 'tokens' | 'template' | null>(null);
  const close = (): void => setShown(null);
  return (
    <section className={styles['card']} aria-label="Administration">
      <h2>Administration</h2>
      <div className={styles['buttons']}>
        <Button onClick={() => setShown('invite')}>Invite people</Button>
        <Button onClick={() => setShown('people')}>People</Button>
        <Button onClick={() => setShown('tokens')}>Tokens</Button>
        <Button onClick={() => setShown('template')}>Document template</Button>
      </div>
      <Dialog open={shown === 'invite'} onClose={close} title="Invite people">
        <Invites />
      </Dialog>
      <Dialog open={shown === 'people'} onClose={close} title="People">
        <People />
      </Dialog>
      <Dialog open={shown === 'tokens'} onClose={close} title="All tokens">
        <Tokens of={null} />
      </Dialog>
      {shown === 'template' ? <Template onClose={close} /> : null}
    </section>
  );
}
