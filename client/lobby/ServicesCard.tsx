/** The way to the service map, for the quiet hours in which it is drawn. */
import { Network } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './Lobby.module.css';

export function ServicesCard(): ReactNode {
  return (
    <section className={styles['card']} aria-label="Services">
      <h2>Services</h2>
      <Link href="/services" className={styles['way']}>
        <Network size={16} aria-hidden="true" />
        Service map
      </Link>
      <p>Who owns what, who to call, and what else breaks.</p>
    </section>
  );
}
