/** Severity as text, shape and fill: three signs, so that no colour vision and no grey print loses it. */
import type { ReactNode } from 'react';
import styles from './Severity.module.css';

const SHAPES: Readonly<Record<number, ReactNode>> = {
  1: <path d="M4.7 0.3h6.6l4.4 4.4v6.6l-4.4 4.4H4.7L0.3 11.3V4.7z" fill="currentColor" />,
  2: <path d="M8 1.2 15.2 14.4H0.8z" fill="currentColor" />,
  3: (
    <>
      <path d="M8 1 15 8 8 15 1 8z" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 1v14L1 8z" fill="currentColor" />
    </>
  ),
  4: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" />,
};

export function SeverityShape({ severity }: { readonly severity: number }): ReactNode {
  return (
    <svg className={styles['shape']} data-severity={severity} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[severity]}
    </svg>
  );
}

export function SeverityChip({ severity }: { readonly severity: number }): ReactNode {
  return (
    <span key={severity} className={styles['chip']} data-severity={severity} translate="no">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {SHAPES[severity]}
      </svg>
      SEV{severity}
    </span>
  );
}
