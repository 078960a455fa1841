/** For a trainee: whom they shadow now. It changes by itself when command moves. */
import { GraduationCap } from 'lucide-react';
import type { ReactNode } from 'react';
import { shadowOf } from '../../shared/standing.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import styles from './Proxy.module.css';

export function ShadowNote(): ReactNode {
  const you = useYou();
  const commander = useRoom((room) => shadowOf(room, you));
  const name = useNames();
  return commander === null ? null : (
    <p className={styles['shadow']} role="status">
      <GraduationCap size={16} aria-hidden="true" />
      <span>
        You shadow <strong>{name(commander)}</strong>. Write in chat and on the timeline; you don’t act or take command.
      </span>
    </p>
  );
}
