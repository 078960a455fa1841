/**
 * Who had command at any second since the declaration: each tenure with its number, how it began, why, and what was
 * handed over with it, folded open on a press.
 */
import type { ReactNode } from 'react';
import type { AssumeFacts, Tenure } from '../../shared/floor/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { At } from '../ui/Time.tsx';
import { duration } from '../ui/times.ts';
import { TREND } from './Brief.tsx';
import own from './CommandChain.module.css';
import styles from './Floor.module.css';
import { REASONS } from './offer-draft.ts';
import { Row } from './RoomFacts.tsx';

const HOW: Readonly<Record<Tenure['how'], string>> = {
  declared: 'declared the incident',
  reopened: 'reopened the incident',
  accepted: 'accepted command',
  assumed: 'assumed command',
  taken: 'took command',
};
const GROUNDS: Readonly<Record<AssumeFacts['ground'], string>> = {
  removed: 'the commander was removed',
  unseen: 'the commander lost connection',
  silent: 'the commander didn’t answer, asked',
};

export function CommandChain(): ReactNode {
  const chain = useRoom((room) => room.floor.chain);
  return (
    <section className={own['chain']}>
      <h3>Command chain</h3>
      <ol aria-label="Command chain">
        {chain
          .map((link, place) => <Link key={link.epoch} link={link} before={chain[place - 1] ?? null} />)
          .toReversed()}
      </ol>
    </section>
  );
}

const TERM = 'Each change of command begins the next term. What was sent in an earlier one is refused.';

interface LinkProps {
  readonly link: Tenure;
  readonly before: Tenure | null;
}

function Link({ link, before }: LinkProps): ReactNode {
  const name = useNames();
  const words = link.how === 'accepted' ? link.readBack : link.why;
  const from = before === null || link.how === 'reopened' ? '' : ` from ${name(before.holder)}`;
  const how = link.facts?.asDeputy === true ? `${HOW[link.how]} as deputy` : HOW[link.how];
  return (
    <li>
      <span className={styles['times']}>
        <At at={link.since} seconds="seconds" /> –{' '}
        {link.until === null ? 'now' : <At at={link.until} seconds="seconds" near={link.since} />}
        <span className={own['term']} title={`${TERM} The log and the API call it epoch ${link.epoch}.`}>
          term {link.epoch}
        </span>
      </span>
      <span>
        <strong>{name(link.holder)}</strong> {how}
        {from}
      </span>
      {words === undefined ? null : <q>{words}</q>}
      {link.facts === undefined ? null : (
        <small>
          {GROUNDS[link.facts.ground]} {duration(link.facts.seconds)} earlier
        </small>
      )}
      {link.brief === undefined ? null : <HandedOver link={link} brief={link.brief} />}
    </li>
  );
}

/** The brief as it was accepted, with what was added to it. */
function HandedOver({
  link,
  brief,
}: {
  readonly link: Tenure;
  readonly brief: NonNullable<Tenure['brief']>;
}): ReactNode {
  const why = REASONS.find((reason) => reason.value === brief.why)?.label;
  const rows: ReadonlyArray<readonly [string, readonly string[]]> = [
    ['Why now', why === undefined ? [] : [why]],
    ['Trend', [TREND[brief.trend]]],
    ['Impact', brief.impact === undefined ? [] : [brief.impact]],
    ['Plan', brief.plan === undefined ? [] : [brief.plan]],
    ['If/then', brief.ifThen],
    ['Ruled out', brief.ruledOut ?? []],
    ['Added', link.additions ?? []],
    ['Read back', link.readBack === undefined ? [] : [link.readBack]],
  ];
  return (
    <details className={own['handed']}>
      <summary>Brief and read-back</summary>
      <dl className={styles['brief']} data-quiet>
        {rows.map(([term, lines]) =>
          lines.length === 0 ? null : (
            <Row key={term} term={term}>
              {lines.map((line, place) => (
                <p key={place}>{line}</p>
              ))}
            </Row>
          ),
        )}
      </dl>
    </details>
  );
}
