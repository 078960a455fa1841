/**
 * The fields of a brief, the same before it is offered and while the offer is open. What the room knows is filled in
 * already.
 */
import { useMemo, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { within } from '../ui/drafting.ts';
import { Area, Choice } from '../ui/Field.tsx';
import styles from './Floor.module.css';
import { lastRuledOut, REASONS, TRENDS, type BriefDraft, type Filled } from './offer-draft.ts';

interface BriefFieldsProps {
  readonly draft: BriefDraft;
  /** Shown while nothing is written. */
  readonly blank: BriefDraft;
  readonly change: (patch: Partial<BriefDraft>) => void;
}

export function BriefFields({ draft, blank, change }: BriefFieldsProps): ReactNode {
  const filled = useFilled();
  return (
    <>
      <Choice label="Trend" options={TRENDS} value={draft.trend} onChoose={(trend) => change({ trend })} />
      <div className={styles['withButton']}>
        <Area
          label="If this happens, do that (one per line)"
          placeholder="p99 above 2 s again: fail over to eu-2, Kim is ready"
          rows={2}
          draft={within(draft.ifThen, (ifThen) => change({ ifThen }), blank.ifThen)}
        />
        <Button size="small" look="quiet" onClick={() => change({ ifThen: 'none' })}>
          None
        </Button>
      </div>
      <Area
        label="Impact now"
        hint="From the Now block. Your changes here only affect the brief."
        most={4000}
        draft={within(draft.impact ?? filled.impact, (impact) => change({ impact }), blank.impact ?? filled.impact)}
      />
      <Area
        label="Plan"
        most={4000}
        draft={within(draft.plan ?? filled.plan, (plan) => change({ plan }), blank.plan ?? filled.plan)}
      />
      <Area
        label="Ruled out (one per line)"
        placeholder="not the network: traceroutes are clean"
        draft={within(
          draft.ruledOut ?? filled.ruledOut ?? '',
          (ruledOut) => change({ ruledOut }),
          blank.ruledOut ?? filled.ruledOut,
        )}
      />
      <Choice
        label="Why now (optional)"
        options={REASONS}
        value={draft.why ?? null}
        onChoose={(why) => change({ why: why === draft.why ? null : why })}
      />
    </>
  );
}

export function useFilled(): Filled {
  const impact = useRoom((room) => room.incident.now.impact?.value ?? '');
  const plan = useRoom((room) => room.incident.now.plan?.value ?? '');
  const ruledOut = useRoom(lastRuledOut);
  return useMemo(() => ({ impact, plan, ruledOut }), [impact, plan, ruledOut]);
}
