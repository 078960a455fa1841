/** The roles of a go/no-go in a row: each with its person and its answer. Silence shows as missing, never as go. */
import { Check, CircleDashed, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { whoAnswers } from '../../shared/decisions/stations.ts';
import type { RunningDecision, Station } from '../../shared/decisions/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { useLeft } from './Countdown.tsx';
import styles from './Decisions.module.css';
import { standOf, stationName, type Stand } from './words-said.ts';

const ICONS: Readonly<Record<Stand, ReactNode>> = {
  go: <Check size={16} aria-hidden="true" />,
  'no-go': <X size={16} aria-hidden="true" />,
  waiting: <CircleDashed size={16} aria-hidden="true" />,
  missing: <TriangleAlert size={16} aria-hidden="true" />,
};
const WORDS: Readonly<Record<Stand, string>> = { go: 'GO', 'no-go': 'NO-GO', waiting: 'waiting', missing: 'missing' };

interface StationsProps {
  readonly running: RunningDecision;
  readonly stations: readonly Station[];
}

export function Stations({ running, stations }: StationsProps): ReactNode {
  const over = useLeft(running) === 0;
  return (
    <ul className={styles['askedStations']} data-body aria-label="Roles asked">
      {stations.map((station) => (
        <Box key={station.role} station={station} over={over} />
      ))}
    </ul>
  );
}

function Box({ station, over }: { readonly station: Station; readonly over: boolean }): ReactNode {
  const names = useNames();
  const sitting = useRoom((room) => whoAnswers(room, station.role));
  const stand = standOf(station, over);
  const person = station.answer?.by ?? sitting;
  return (
    <li className={styles['askedStation']} data-stand={stand}>
      <strong>{stationName(station.role)}</strong>
      <span className={styles['who']}>{person === null ? 'vacant' : names(person)}</span>
      <span className={styles['stand']}>
        {ICONS[stand]}
        {WORDS[stand]}
      </span>
      {station.answer?.why == null ? null : <em>{station.answer.why}</em>}
    </li>
  );
}
