/** Which version of the Now block this is, and who of those here has not seen it yet. */
import { useMemo, type ReactNode } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import { useRoom, useView, useYou } from '../session/hooks.ts';

export function NowSeen(): ReactNode {
  const version = useRoom((room) => room.incident.now.version);
  const commits = useView((view) => view.commits);
  const people = useView((view) => view.people);
  const you = useYou();
  const written = useMemo(() => lastWritten(commits), [commits]);
  if (version === 0) return null;
  const unseen = written === null ? [] : Object.values(people).filter((person) => person.connected && person.id !== you && person.seen < written);
  return <>version {version}{unseen.length === 0 ? null : ` · not seen yet by ${unseen.length > 3 ? `${unseen.length} people` : unseen.map((person) => person.name).join(', ')}`}</>;
}

/** The log version that brought the newest Now block; null when it is older than what is loaded, and so seen by all. */
function lastWritten(commits: readonly Commit[]): number | null {
  return commits.findLast((commit) => commit.events.some((event) => event.type === 'incident.now-set'))?.version ?? null;
}
