/**
 * A text in which addresses can be pressed: only those of the web, whole as they were written, and nothing of them is
 * fetched before they are pressed.
 */
import type { ReactNode } from 'react';
import { linksIn } from './links.ts';
import styles from './Talk.module.css';

export function Linked({ text }: { readonly text: string }): ReactNode {
  const parts = linksIn(text);
  return parts.map(({ words, href }, index) =>
    href === null ? (
      <span key={index}>{words}</span>
    ) : (
      <a key={index} className={styles['link']} href={href} target="_blank" rel="noopener noreferrer">
        {words}
      </a>
    ),
  );
}
