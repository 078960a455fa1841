/** What this audience was told last: by whom, when, and whether it was late. */
import { useMemo, type ReactNode } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import type { Audience, UpdatesEvent } from '../../shared/updates/words.ts';
import { useNames, useRoom, useView } from '../session/hooks.ts';
import { At } from '../ui/Time.tsx';
import styles from './Updates.module.css';

export function LastPost({ audience }: { readonly audience: Audience }): ReactNode {
  const last = useRoom((room) => room.updates.last[audience]);
  const commits = useView((view) => view.commits);
  const late = useMemo(() => (last === null ? 0 : lateMinutes(commits, last.at, audience)), [commits, last, audience]);
  const names = useNames();
  if (last === null) return null;
  return (
    <div className={styles['last']}>
      <p>{last.text}</p>
      <span>
        <At at={last.at} /> {names(last.by)}
        {late === 0 ? null : <em>{late} min late</em>}
      </span>
    </div>
  );
}

/** From the log's own commit, if it is loaded: the state keeps the text and not the delay. */
function lateMinutes(commits: readonly Commit[], at: string, audience: Audience): number {
  const posted = commits
    .findLast((commit) => commit.at === at)
    ?.events.find(
      (event) =>
        (event as UpdatesEvent).type === 'updates.posted' &&
        (event as Extract<UpdatesEvent, { type: 'updates.posted' }>).data.audience === audience,
    );
  return posted === undefined
    ? 0
    : Math.round((posted as Extract<UpdatesEvent, { type: 'updates.posted' }>).data.lateSeconds / 60);
}
