/** A person as two letters in a quiet disc; a ring says they are here, a hollow disc that they are not. */
import type { ReactNode } from 'react';
import { withoutTurns } from '../../shared/isolated.ts';
import styles from './Avatar.module.css';
import { firstSeen } from './graphemes.ts';

export type Attendance = 'here' | 'idle' | 'away' | 'resting' | 'elsewhere' | 'gone';

/** "Kim (2)" is K2. */
const first = (word = ''): string => firstSeen(word.replace(/^\p{P}+(?=.)/u, '')) || '?';

/** One sign of these scripts is as wide as the disc allows, and the first is the family's. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

export function initials(name: string): string {
  const words = withoutTurns(name).trim().split(/\s+/);
  const beginning = first(words[0]);
  return (beginning + (words.length > 1 && !WIDE.test(beginning) ? first(words.at(-1)) : '')).toUpperCase();
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
    <span className={styles['avatar']} data-attendance={attendance} data-size={size} aria-hidden="true" translate="no">
      {initials(name)}
    </span>
  );
}
