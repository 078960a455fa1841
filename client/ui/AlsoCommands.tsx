/**
 * Someone who commands another open incident already: said before they get command of one more, and in the way of
 * nothing. Only of rooms that the reader may see.
 */
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ListedCard } from '../../shared/card.ts';
import { isolated } from '../../shared/isolated.ts';
import { me } from '../session/me.ts';
import { commandedBy, rooms } from '../session/rooms.ts';
import { useStore } from '../session/store-hooks.ts';
import styles from './AlsoCommands.module.css';

interface AlsoCommandsProps {
  /** Absent: the reader. */
  readonly person?: { readonly id: string; readonly name: string };
}

export function AlsoCommands({ person }: AlsoCommandsProps): ReactNode {
  const you = useStore(me)?.id ?? '';
  const theirs = commandedBy(useStore(rooms), person?.id ?? you);
  if (theirs.length === 0) return null;
  const others = theirs.map(named).join(' and ');
  return (
    <p className={styles['also']} role="status">
      <TriangleAlert size={16} aria-hidden="true" />
      <span>
        {person === undefined
          ? `You also command ${others}. Hand one of them over first if you can.`
          : `${person.name} also commands ${others}. Choose someone else if you can.`}
      </span>
    </p>
  );
}

const named = ({ id, kind, severity, title }: ListedCard): string =>
  `${id.toUpperCase()} (${kind === 'drill' ? 'drill' : `SEV${severity}`}, ${isolated(title)})`;
