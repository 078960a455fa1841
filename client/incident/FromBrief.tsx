/**
 * What the accepted brief says otherwise than the Now block: for the new commander, one quiet line above it for the
 * impact and the plan each, until it is used or dismissed. Whatever was written there after the offer is newer.
 */
import { useCallback, type ReactNode } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import type { FloorEvent } from '../../shared/floor/words.ts';
import { isolated } from '../../shared/isolated.ts';
import { useNames, useRoom, useView, useYou } from '../session/hooks.ts';
import { awayThings, putAway } from '../session/put-away.ts';
import { useStore } from '../session/store-hooks.ts';
import { useLatest } from '../session/useLatest.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { NOW_NAMES } from './names.ts';
import styles from './Now.module.css';

const FIELDS = ['impact', 'plan'] as const;

export function FromBrief(): ReactNode {
  const you = useYou();
  const room = useView(({ id }) => id);
  const now = useRoom(({ incident }) => incident.now);
  const tenure = useRoom(({ floor }) => floor.chain.at(-1));
  const giver = useRoom(({ floor }) => floor.chain.at(-2)?.holder);
  const offered = useLatest(useCallback((commit: Commit) => offeredTo(commit, you), [you]));
  const away = useStore(awayThings);
  const name = useNames();
  if (tenure?.brief === undefined || giver === undefined || tenure.holder !== you || tenure.until !== null) return null;
  const { brief, epoch, since } = tenure;
  const open = FIELDS.flatMap((field) => {
    const [says, written, kept] = [brief[field] ?? '', now[field], `brief.${room}.${epoch}.${field}`];
    const isNewer = written !== null && Date.parse(written.at) > Date.parse(offered ?? since);
    const isSaid = says === '' || says === written?.value;
    return isSaid || isNewer || away.includes(kept) ? [] : [{ field, says, kept }];
  });
  if (open.length === 0) return null;
  return (
    <ul className={styles['suggestions']} aria-label="From the brief">
      {open.map(({ field, says, kept }) => (
        <li key={field}>
          <span>
            <small>
              {NOW_NAMES[field]} from {name(giver)}’s brief:
            </small>{' '}
            {isolated(says)}
          </span>
          <span className={styles['buttons']}>
            <CommandButton
              size="small"
              type="incident.set-now"
              data={{ seen: now.version, [field]: says }}
              aria-label={`Use it: ${NOW_NAMES[field]}`}
            >
              Use it
            </CommandButton>
            <Button size="small" look="quiet" aria-label={`No: ${NOW_NAMES[field]}`} onClick={() => putAway(kept)}>
              No
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** When this person was last offered command. */
function offeredTo({ at, events }: Commit, you: string): string | undefined {
  const isOffer = (event: FloorEvent): boolean => event.type === 'floor.offered' && event.data.to === you;
  return (events as readonly FloorEvent[]).some(isOffer) ? at : undefined;
}
