/**
 * One audience: when its next update is due and how long that is, what was said last, and what can be done about it.
 */
import { AlarmClockOff, Ellipsis, Repeat } from 'lucide-react';
import type { ReactNode } from 'react';
import { rhythmSeconds } from '../../shared/updates/rhythm.ts';
import type { Audience } from '../../shared/updates/words.ts';
import { useNow, useRoom } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandItem, Menu } from '../ui/Menu.tsx';
import { At } from '../ui/Time.tsx';
import { duration } from '../ui/times.ts';
import { Holding } from './Holding.tsx';
import { LastPost } from './LastPost.tsx';
import { AUDIENCE_NAMES } from './names.ts';
import { lateWords, stageOf } from './NextUpdate.tsx';
import { FORMS, updatesDialog } from './screen.ts';
import styles from './Updates.module.css';

interface PromiseRowProps {
  readonly audience: Audience;
  /** Key u writes to this one. */
  readonly first: boolean;
}

export function PromiseRow({ audience, first }: PromiseRowProps): ReactNode {
  const promised = useRoom((room) => room.updates.promises[audience]);
  const every = useRoom((room) => rhythmSeconds(room, audience));
  return (
    <section className={styles['row']} aria-label={`${AUDIENCE_NAMES[audience]} updates`}>
      <div className={styles['line']}>
        <h3>{AUDIENCE_NAMES[audience]}</h3>
        {promised === null ? <span className={styles['quiet']}>none due</span> : <Due nextAt={promised.nextAt} />}
        {promised === null ? null : (
          <span className={styles['every']}>
            {every === null ? 'no schedule' : `every ${Math.round(every / 60)} min`}
          </span>
        )}
        <Actions audience={audience} first={first} />
      </div>
      <LastPost audience={audience} />
      {audience === 'internal' && promised?.rung === 'holding-offered' ? <Holding /> : null}
    </section>
  );
}

function Due({ nextAt }: { readonly nextAt: string }): ReactNode {
  const left = Math.ceil((Date.parse(nextAt) - useNow()) / 1000);
  const stage = stageOf(left);
  return (
    <span className={styles['due']} data-stage={stage}>
      {left > 0 ? (
        <>
          in{' '}
          <strong role="timer" aria-live="off">
            {duration(left)}
          </strong>{' '}
          <span>
            (<At at={nextAt} />)
          </span>
        </>
      ) : (
        <strong>{lateWords(left, '', nextAt).trim()}</strong>
      )}
    </span>
  );
}

/**
 * The samples ask the domain about the person; the window itself asks about what is written. Who may not write opens it
 * too, and reads there who may.
 */
function Actions({ audience, first }: PromiseRowProps): ReactNode {
  const open = useRoom((room) => room.floor.holder !== null);
  const write = (): void => updatesDialog.open({ open: 'write', audience });
  const next = new Date(useNow() + 3_600_000).toISOString();
  return (
    <span className={styles['actions']}>
      <Button
        size="small"
        disabled={!open}
        hint={first ? 'u' : undefined}
        drafts={FORMS.write(audience)}
        onClick={write}
      >
        Write<span className="visually-hidden">: {AUDIENCE_NAMES[audience]}</span>
      </Button>
      <Menu
        label={`More: ${AUDIENCE_NAMES[audience]} updates`}
        trigger={<Ellipsis size={16} />}
        drafts={[...FORMS.snooze(audience), ...FORMS.rhythm(audience)]}
      >
        <CommandItem
          icon={<AlarmClockOff size={16} />}
          type="updates.promise"
          data={{ nextAt: next, why: '-', audience }}
          drafts={FORMS.snooze(audience)}
          onSelect={() => updatesDialog.open({ open: 'snooze', audience })}
        >
          Snooze
        </CommandItem>
        <CommandItem
          icon={<Repeat size={16} />}
          type="updates.set-rhythm"
          data={{ everySeconds: 900, why: '-', audience }}
          drafts={FORMS.rhythm(audience)}
          onSelect={() => updatesDialog.open({ open: 'rhythm', audience })}
        >
          Update schedule
        </CommandItem>
      </Menu>
    </span>
  );
}
