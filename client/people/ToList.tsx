/** The way back to the list on a phone, where it and what was chosen of it are one after the other. */
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './People.module.css';

export function ToList(): ReactNode {
  return (
    <Link href="/people" className={styles['toList']}>
      <ArrowLeft size={16} aria-hidden="true" />
      All people
    </Link>
  );
}
