/** A person as two letters in a quiet disc; a ring says they are here, a hollow disc that they are not. */
import type { ReactNode } from 'react';
import styles from './Avatar.module.css';

export type Attendance = 'here' | 'idle' | 'away' | 'resting' | 'gone';

/** The first character as people see it: an emoji that is joined of several is one. */
const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const first = (word = ''): string => LETTERS.segment(word).containing(0)?.segment ?? '?';

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return (first(words[0]) + (words.length > 1 ? first(words.at(-1)) : '')).toUpperCase();
}

export function Avatar({
  name,
  attendance = 'here',
  size = 'normal',
}: {
  readonly name: string;
  readonly attendance?: Attendance;
  readonly size?: 'small' | 'normal' | 'large';
}): ReactNode {
  return (
    <span className={styles['avatar']} data-attendance={attendance} data-size={size} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
