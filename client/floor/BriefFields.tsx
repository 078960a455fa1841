/** The fields of a brief, the same before it is offered and while the offer stands. What the room knows is filled in already. */
import { useMemo, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { Area, Choice } from '../ui/Field.tsx';
import styles from './Floor.module.css';
import { lastRuledOut, REASONS, TRENDS, type BriefDraft, type Filled } from './offer-draft.ts';

interface BriefFieldsProps {
  readonly draft: BriefDraft;
  readonly change: (patch: Partial<BriefDraft>) => void;
}

export function BriefFields({ draft, change }: BriefFieldsProps): ReactNode {
  const filled = useFilled();
  return (
    <>
      <Choice label="Trend" options={TRENDS} value={draft.trend} onChoose={(trend) => change({ trend })} />
      <div className={styles['withButton']}>
        <Area
          label="If this happens, do that (one per line)"
          placeholder="p99 above 2 s again: fail over to eu-2, Kim is ready"
          rows={2}
          value={draft.ifThen}
          onChange={(event) => change({ ifThen: event.target.value })}
        />
        <Button size="small" look="quiet" onClick={() => change({ ifThen: 'none' })}>
          None
        </Button>
      </div>
      <Area
        label="Impact now"
        hint="From the Now block; what you change here stays in the brief."
        value={draft.impact ?? filled.impact}
        onChange={(event) => change({ impact: event.target.value })}
      />
      <Area label="Plan" value={draft.plan ?? filled.plan} onChange={(event) => change({ plan: event.target.value })} />
      <Area
        label="Ruled out (one per line)"
        placeholder="not the network: traceroutes are clean"
        value={draft.ruledOut ?? filled.ruledOut}
        onChange={(event) => change({ ruledOut: event.target.value })}
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
