/**
 * The header's promise: when the next update is due, counted down; then that it is due, that it is overdue, and since
 * when. The nearer of the two audiences; pressed, it is written. The server keeps the time; this only draws.
 */
import type { ReactNode } from 'react';
import type { Audience } from '../../shared/updates/words.ts';
import { useNow, useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { duration } from '../ui/times.ts';
import { At } from '../ui/Time.tsx';
import { shortly } from '../ui/today.ts';
import { AUDIENCES, OVERDUE_SECONDS, SILENT_SECONDS, SOON_SECONDS } from './names.ts';
import { FORMS, updatesDialog } from './screen.ts';
import styles from './Updates.module.css';

export function NextUpdate(): ReactNode {
  const nextAt = useRoom((room) => room.updates.nextAt);
  const audience = useRoom(
    (room) => AUDIENCES.find((each) => room.updates.promises[each]?.nextAt === room.updates.nextAt) ?? 'internal',
  );
  const closed = useRoom((room) => room.incident.closedAt !== null);
  if (nextAt === null)
    return (
      <Pressed audience="internal" stage="none">
        {closed ? 'No more updates' : 'No update due'}
      </Pressed>
    );
  return <Countdown nextAt={nextAt} audience={audience} />;
}

function Countdown({ nextAt, audience }: { readonly nextAt: string; readonly audience: Audience }): ReactNode {
  const left = Math.ceil((Date.parse(nextAt) - useNow()) / 1000);
  const stage = stageOf(left);
  const late = lateWords(left, audience === 'external' ? 'customer update' : 'update', nextAt);
  return (
    <Pressed audience={audience} stage={stage} title={nextAt}>
      {left > 0 ? (
        <>
          <span>
            Next {audience === 'external' ? <span className={styles['audience']}>customer </span> : null}update
          </span>{' '}
          <strong role="timer" aria-live="off">
            {duration(left)}
          </strong>{' '}
          <span>
            (<At at={nextAt} />)
          </span>
        </>
      ) : (
        <strong>
          {audience === 'external' ? <span className={styles['audience']}>Customer </span> : null}
          {audience === 'external' ? late.slice('Customer '.length) : late}
        </strong>
      )}
    </Pressed>
  );
}

interface PressedProps {
  readonly audience: Audience;
  readonly stage: Stage | 'none';
  readonly title?: string;
  readonly children: ReactNode;
}

/** Whoever may write an update writes it from here; the sample asks the domain about the person. */
function Pressed({ audience, stage, title, children }: PressedProps): ReactNode {
  const next = new Date(useNow() + 3_600_000).toISOString();
  return (
    <CommandButton
      look="fact"
      className={styles['fact']}
      data-fact="update"
      data-stage={stage}
      title={title}
      type="updates.draft"
      data={{ audience: 'external', text: '-', nextAt: next }}
      drafts={FORMS.write(audience)}
      onPress={() => updatesDialog.open({ open: 'write', audience })}
    >
      {children}
    </CommandButton>
  );
}

export type Stage = 'far' | 'soon' | 'due' | 'overdue';

export function stageOf(left: number): Stage {
  if (left > SOON_SECONDS) return 'far';
  if (left > 0) return 'soon';
  return -left < OVERDUE_SECONDS ? 'due' : 'overdue';
}

export function lateWords(left: number, what: string, nextAt: string): string {
  const named = what.charAt(0).toUpperCase() + what.slice(1);
  if (-left < OVERDUE_SECONDS) return `${named} due now`;
  if (-left < SILENT_SECONDS) return `${named} overdue ${Math.floor(-left / 60)} min`;
  return `${named} overdue since ${shortly(nextAt)}`;
}
