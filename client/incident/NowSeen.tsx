/** Which version of the Now block this is, and who of those here has had it on a screen; pressed, who has not. */
import { useMemo, useState, type ReactNode } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import { useNames, useRoom, useView, useYou } from '../session/hooks.ts';
import { useLatest } from '../session/useLatest.ts';
import { useKeys } from '../ui/keys.ts';
import { Popover } from '../ui/Popover.tsx';
import { seenBy } from '../ui/seen-by.ts';
import { At } from '../ui/Time.tsx';
import styles from './Now.module.css';
import { sightOf, type Sight } from './sight.ts';

export function NowSeen(): ReactNode {
  const version = useRoom((room) => room.incident.now.version);
  const [open, setOpen] = useState(false);
  useKeys(
    version === 0
      ? []
      : [{ does: 'Who has seen the latest Now block', also: 'read version common ground', run: () => setOpen(true) }],
  );
  const { others, unseen } = useSight();
  if (version === 0) return null;
  const words = seenBy(others, unseen.length);
  return (
    <Popover
      title={`Version ${version} of the Now block`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles['seen']}>
          version {version} {words === null ? null : <span>· {words}</span>}
        </button>
      }
    >
      <Unseen people={unseen} />
      <LastWritten />
    </Popover>
  );
}

function useSight(): Sight {
  const people = useView((view) => view.people);
  const you = useYou();
  const version = useLatest(versionOfNow);
  const firstLoaded = useView((view) => view.commits[0]?.version ?? 1);
  return useMemo(
    () => sightOf(Object.values(people), you, { version, firstLoaded }),
    [people, you, version, firstLoaded],
  );
}

function Unseen({ people }: { readonly people: readonly string[] }): ReactNode {
  const name = useNames();
  if (people.length === 0) return <p>Everyone online has seen it.</p>;
  return (
    <>
      <p>Not seen yet:</p>
      <ul>
        {people.map((person) => (
          <li key={person}>{name(person)}</li>
        ))}
      </ul>
    </>
  );
}

function LastWritten(): ReactNode {
  const { version, impact, known, plan, exitCriteria } = useRoom((room) => room.incident.now);
  const name = useNames();
  const last = [impact, known, plan, exitCriteria].find((field) => field?.version === version);
  return last === null || last === undefined ? null : (
    <p className={styles['last']}>
      Updated by {name(last.by)} at <At at={last.at} />
    </p>
  );
}

/** The log version that brought a Now block. */
function versionOfNow({ version, events }: Commit): number | undefined {
  return events.some((event) => event.type === 'incident.now-set') ? version : undefined;
}
