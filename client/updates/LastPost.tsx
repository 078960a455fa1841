/** What this audience was told last: by whom, when, and whether it was late. */
import { useCallback, type ReactNode } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import type { Audience, UpdatesEvent } from '../../shared/updates/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { useLatest } from '../session/useLatest.ts';
import { At } from '../ui/Time.tsx';
import { CopyText } from './posting.tsx';
import styles from './Updates.module.css';

export function LastPost({ audience }: { readonly audience: Audience }): ReactNode {
  const last = useRoom((room) => room.updates.last[audience]);
  const late = useLateMinutes(audience, last?.at);
  const names = useNames();
  if (last === null) return null;
  return (
    <div className={styles['last']}>
      <p>{last.text}</p>
      <span>
        <At at={last.at} /> {names(last.by)}
        {late === 0 ? null : <em>{late} min late</em>}
      </span>
      {audience === 'external' ? <CopyText text={last.text} /> : null}
    </div>
  );
}

function useLateMinutes(audience: Audience, at: string | undefined): number {
  const find = useCallback((commit: Commit) => lateMinutes(commit, at, audience), [at, audience]);
  return useLatest(find) ?? 0;
}

/** From the log's own commit, if it is loaded: the state keeps the text and not the delay. */
function lateMinutes(commit: Commit, at: string | undefined, audience: Audience): number | undefined {
  if (commit.at !== at) return undefined;
  const posted = (commit.events as readonly UpdatesEvent[]).find(
    (event) => event.type === 'updates.posted' && event.data.audience === audience,
  );
  return posted?.type === 'updates.posted' ? Math.round(posted.data.lateSeconds / 60) : undefined;
}
