/** A brief as both sides read it: the words of the giver, and what the room itself knows (severity, promises, who is here). */
import type { ReactNode } from 'react';
import { seatName } from '../../shared/crew/sentences.ts';
import type { Brief } from '../../shared/floor/words.ts';
import { useNames, useRoom, useView } from '../session/hooks.ts';
import { SeverityChip } from '../ui/Severity.tsx';
import { At, Until } from '../ui/Time.tsx';
import styles from './Floor.module.css';
import { REASONS } from './offer-draft.ts';

const TREND: Readonly<Record<Brief['trend'], string>> = { worse: 'getting worse', steady: 'steady', better: 'getting better' };

interface BriefWordsProps {
  readonly brief: Brief;
  readonly additions: readonly string[];
}

export function BriefWords({ brief, additions }: BriefWordsProps): ReactNode {
  const severity = useRoom((room) => room.incident.severity);
  const impact = useRoom((room) => room.incident.now.impact?.value);
  const plan = useRoom((room) => room.incident.now.plan?.value);
  const why = REASONS.find((reason) => reason.value === brief.why)?.label;
  return (
    <dl className={styles['brief']}>
      <Row term="Now"><SeverityChip severity={severity} /> <strong>{TREND[brief.trend]}</strong></Row>
      <Row term="Impact">{brief.impact ?? impact ?? 'Not written down yet: ask.'}</Row>
      <Row term="Plan">{brief.plan ?? plan ?? 'Not written down yet: ask.'}</Row>
      <Row term="If, then"><ul>{brief.ifThen.map((line) => <li key={line}>{line}</li>)}</ul></Row>
      {additions.length === 0 ? null : <Row term="Added"><ul aria-live="polite">{additions.map((line, index) => <li key={index}>{line}</li>)}</ul></Row>}
      {why === undefined ? null : <Row term="Why now">{why}</Row>}
    </dl>
  );
}

/** What the room fills in by itself; nobody has to remember it. */
export function AutoFacts(): ReactNode {
  const severity = useRoom((room) => room.incident.severity);
  return (
    <dl className={styles['brief']} data-quiet>
      <Row term="Severity"><SeverityChip severity={severity} /></Row>
      <Row term="Promised"><Promised /></Row>
      <Row term="Here"><Here /></Row>
    </dl>
  );
}

export function Promised(): ReactNode {
  const { internal, external } = useRoom((room) => room.updates.promises);
  if (internal === null && external === null) return 'No update is promised.';
  return (
    <>
      {internal === null ? null : <span className={styles['promise']}>internal update <At at={internal.nextAt} /> (<Until at={internal.nextAt} past="late " />)</span>}
      {external === null ? null : <span className={styles['promise']}>external update <At at={external.nextAt} /> (<Until at={external.nextAt} past="late " />)</span>}
    </>
  );
}

export function Here(): ReactNode {
  const people = useView((view) => view.people);
  const name = useNames();
  const seats = useRoom((room) => room.crew.seats);
  const here = Object.values(people).filter((person) => person.connected);
  const words = here.map(({ id }) => {
    const roles = seats.filter((seat) => seat.taken && seat.person === id).map((seat) => seatName(seat.role));
    return roles.length === 0 ? name(id) : `${name(id)} (${roles.join(', ')})`;
  });
  return <>{here.length} connected: {words.join(', ')}</>;
}

export function Row({ term, children }: { readonly term: string; readonly children: ReactNode }): ReactNode {
  return <div><dt>{term}</dt><dd>{children}</dd></div>;
}
