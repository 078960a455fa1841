/** What administrators do: manage people and the policy (pages of their own), invite, revoke tokens, choose documents' headings. */
import { SlidersHorizontal, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../ui/Button.tsx';
import { accountDialog } from './account.ts';
import styles from './Lobby.module.css';

export function Administration(): ReactNode {
  return (
    <section className={styles['card']} aria-label="Administration">
      <h2>Administration</h2>
      <Link href="/people" className={styles['way']}>
        <Users size={16} aria-hidden="true" />
        People
      </Link>
      <Link href="/settings/policy" className={styles['way']}>
        <SlidersHorizontal size={16} aria-hidden="true" />
        Policy
      </Link>
      <div className={styles['buttons']}>
        <Button onClick={() => accountDialog.open('invite')}>Invite people</Button>
        <Button onClick={() => accountDialog.open('tokens')}>Tokens</Button>
        <Button onClick={() => accountDialog.open('template')}>Document template</Button>
      </div>
    </section>
  );
}
