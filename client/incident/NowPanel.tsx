/**
 * The Now block: one statement for everyone of the impact, what we know, the plan, and when it is over. Each field is
 * edited alone, in place, by the commander, deputy or scribe. It says who has not seen the newest version, and who has
 * unread changes.
 */
import { ExternalLink, Phone } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { Panel } from '../ui/Panel.tsx';
import { Criteria } from './Criteria.tsx';
import { FromBrief } from './FromBrief.tsx';
import { NOW_FIELDS } from './names.ts';
import { NowChanges } from './NowChanges.tsx';
import { NowField } from './NowField.tsx';
import { NowSeen } from './NowSeen.tsx';
import styles from './Now.module.css';
import { Suggestions } from './Suggestions.tsx';
import { useNowRead } from './useNowRead.ts';

export function NowPanel(): ReactNode {
  const block = useRef<HTMLDivElement>(null);
  const reading = useNowRead(block);
  const fresh = new Set<string>(reading.watched ? reading.changes.map(({ field }) => field) : []);
  return (
    <Panel title="Now" aside={<NowSeen />} action={<Links />}>
      <div ref={block}>
        <Suggestions />
        <FromBrief />
        <NowChanges reading={reading} />
        <dl className={styles['now']}>
          {NOW_FIELDS.map((name) => (
            <NowField key={name} name={name} fresh={fresh.has(name)} />
          ))}
          <Criteria />
        </dl>
      </div>
    </Panel>
  );
}

function Links(): ReactNode {
  const { bridge, procedure } = useRoom((room) => room.incident.links);
  return (
    <>
      {bridge === null ? null : (
        <a className={styles['link']} href={bridge} target="_blank" rel="noreferrer">
          <Phone size={14} aria-hidden="true" />
          Bridge
        </a>
      )}
      {procedure === null ? null : (
        <a className={styles['link']} href={procedure} target="_blank" rel="noreferrer">
          <ExternalLink size={14} aria-hidden="true" />
          Runbook
        </a>
      )}
    </>
  );
}
