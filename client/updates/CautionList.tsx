/** What to look at again in a text for customers. */
import type { ReactNode } from 'react';
import { cautions } from './cautions.ts';
import styles from './Updates.module.css';

export function CautionList({ text }: { readonly text: string }): ReactNode {
  const found = cautions(text);
  return found.length === 0 ? null : (
    <ul className={styles['cautions']} role="status">
      {found.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
