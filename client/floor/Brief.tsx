/**
 * A brief as its receiver reads it, live: what its giver changed a moment ago is marked, and announced once to screen
 * readers.
 */
import { useEffect, useState, type ReactNode } from 'react';
import type { Brief, Offer } from '../../shared/floor/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { announce } from '../ui/announcer.tsx';
import { SeverityChip } from '../ui/Severity.tsx';
import styles from './Floor.module.css';
import { REASONS } from './offer-draft.ts';
import { Row } from './RoomFacts.tsx';

export const TREND: Readonly<Record<Brief['trend'], string>> = {
  worse: 'getting worse',
  steady: 'steady',
  better: 'getting better',
};

export function BriefWords({ offer: { from, brief, additions } }: { readonly offer: Offer }): ReactNode {
  const severity = useRoom((room) => room.incident.severity);
  const impact = useRoom((room) => room.incident.now.impact?.value);
  const plan = useRoom((room) => room.incident.now.plan?.value);
  const why = REASONS.find((reason) => reason.value === brief.why)?.label;
  const changed = useChanged({ ...brief, additions }, useNames()(from));
  return (
    <dl className={styles['brief']}>
      <Row term="Now" changed={changed.has('trend')}>
        <SeverityChip severity={severity} /> <strong>{TREND[brief.trend]}</strong>
      </Row>
      <Row term="Impact" changed={changed.has('impact')}>
        {brief.impact ?? impact ?? 'Not recorded yet: ask.'}
      </Row>
      <Row term="Plan" changed={changed.has('plan')}>
        {brief.plan ?? plan ?? 'Not recorded yet: ask.'}
      </Row>
      <Row term="If/then" changed={changed.has('ifThen')}>
        <Lines lines={brief.ifThen} />
      </Row>
      {(brief.ruledOut ?? []).length === 0 ? null : (
        <Row term="Ruled out" changed={changed.has('ruledOut')}>
          <Lines lines={brief.ruledOut ?? []} />
        </Row>
      )}
      {additions.length === 0 ? null : (
        <Row term="Added" changed={changed.has('additions')}>
          <Lines lines={additions} />
        </Row>
      )}
      {why === undefined ? null : (
        <Row term="Why now" changed={changed.has('why')}>
          {why}
        </Row>
      )}
    </dl>
  );
}

const Lines = ({ lines }: { readonly lines: readonly string[] }): ReactNode => (
  <ul>
    {lines.map((line, index) => (
      <li key={index}>{line}</li>
    ))}
  </ul>
);

const FRESH_MS = 25_000;
const FIELDS: Readonly<Record<string, string>> = {
  trend: 'the trend',
  impact: 'the impact',
  plan: 'the plan',
  ifThen: 'the if/then list',
  ruledOut: 'what is ruled out',
  additions: 'an addition',
  why: 'the reason',
};

/** The fields that changed while this was on screen, for as long as that is news. */
function useChanged(fields: Readonly<Record<string, unknown>>, giver: string): ReadonlySet<string> {
  const whole = JSON.stringify(fields);
  const [known, setKnown] = useState(whole);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  if (whole !== known) {
    setKnown(whole);
    setChanged(new Set([...changed, ...differences(known, whole)]));
  }
  useEffect(() => {
    if (changed.size === 0) return undefined;
    announce(
      'polite',
      `${giver} changed ${[...changed].map((field) => FIELDS[field] ?? field).join(', ')} in the brief.`,
    );
    const timer = setTimeout(() => setChanged(new Set()), FRESH_MS);
    return () => clearTimeout(timer);
  }, [changed, giver]);
  return changed;
}

function differences(before: string, after: string): readonly string[] {
  const [one, other] = [JSON.parse(before), JSON.parse(after)] as ReadonlyArray<Readonly<Record<string, unknown>>>;
  return Object.keys({ ...one, ...other }).filter(
    (field) => JSON.stringify(one?.[field]) !== JSON.stringify(other?.[field]),
  );
}
