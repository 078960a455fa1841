/**
 * The header's third fact: who is in command, and for how long; where they are when they aren't in this room; or that
 * they are not connected, and who may assume when. Pressing it opens the command chain and what this reader may do about command.
 */
import { ChevronDown } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { isAbsent, useReach } from '../session/attendance.ts';
import { useElsewhere } from '../session/elsewhere.ts';
import { useNames, useNow, useRoom, useYou } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { turnToCard } from '../ui/CardSlot.tsx';
import { DraftMark, useDraftWaits } from '../ui/DraftMark.tsx';
import { Popover } from '../ui/Popover.tsx';
import { Since } from '../ui/Time.tsx';
import { duration } from '../ui/times.ts';
import { absenceOf, allowedAfter, type Absence } from './absence.ts';
import { CommandActions } from './CommandActions.tsx';
import { CommanderCard } from './CommanderCard.tsx';
import { CommandChain } from './CommandChain.tsx';
import { FORMS } from './screen.ts';
import styles from './CommanderFact.module.css';

/** What CommandActions opens. */
const HOLDERS_FORMS = [FORMS.offer, FORMS.relief].flat();
const OTHERS_FORMS = [FORMS.request, FORMS.assume].flat();

export function CommanderFact(): ReactNode {
  const holder = useRoom((room) => room.floor.holder);
  const holding = holder === useYou();
  const waits = useDraftWaits(holding ? HOLDERS_FORMS : OTHERS_FORMS);
  return (
    <div className={styles['fact']}>
      <Popover
        title="Command"
        trigger={
          <button type="button" className={styles['who']} data-fact="commander">
            {holder === null ? <Nobody /> : <Holder person={holder} />}
            <ChevronDown size={14} aria-hidden="true" />
            {waits ? <DraftMark /> : null}
          </button>
        }
      >
        <CommandActions />
        <CommanderCard />
        <CommandChain />
      </Popover>
      <AbsenceWords />
    </div>
  );
}

function Nobody(): ReactNode {
  return <span className={styles['time']}>No one in command</span>;
}

const PROVISIONAL = 'In command since declaring the incident, and not confirmed yet';

function Holder({ person }: { readonly person: string }): ReactNode {
  const name = useNames();
  const reach = useReach();
  const since = useRoom((room) => room.floor.since);
  const provisional = useRoom((room) => room.floor.provisional);
  return (
    <>
      <abbr className={styles['role']} translate="no" title="Incident Commander">
        IC
      </abbr>
      <Avatar name={name(person)} attendance={reach(person).attendance} />
      <strong className={styles['name']} translate="no">
        {name(person)}
      </strong>
      <span className={styles['time']} data-provisional={provisional}>
        {since === null ? null : <Since at={since} />}{' '}
        <span className={styles['long']} title={provisional ? PROVISIONAL : undefined}>
          {provisional ? 'provisional' : 'in command'}
        </span>
      </span>
    </>
  );
}

export function useAbsence(): Absence | null {
  const room = useRoom((whole) => whole);
  return useMemo(() => absenceOf(room), [room]);
}

function AbsenceWords(): ReactNode {
  const absence = useAbsence();
  return absence === null ? (
    <Whereabouts />
  ) : (
    <button type="button" className={styles['absent']} data-lost onClick={() => turnToCard('absence')}>
      <Absent absence={absence} />
    </button>
  );
}

/** "in the lobby", "in INC-3": connected, and not in this room. It changes nothing about who may assume. */
function Whereabouts(): ReactNode {
  const holder = useRoom((room) => room.floor.holder);
  const reach = useReach()(holder ?? '');
  const absent = holder !== null && isAbsent(reach);
  useElsewhere(absent);
  return absent && reach.attendance === 'elsewhere' ? <span className={styles['out']}>{reach.words}</span> : null;
}

/** "disconnected 1:20; Bob can assume at 2:00": the same text for everyone. Pressed, it leads to the card where that is done. */
function Absent({ absence }: { readonly absence: Absence }): ReactNode {
  const now = useNow();
  const name = useNames();
  const who = absence.next === null ? 'any responder' : name(absence.next);
  const open = now >= Date.parse(absence.from);
  return (
    <>
      <span>
        disconnected <Since at={absence.since} />
      </span>
      <span className={styles['assumes']}>
        ; {who} can assume {open ? 'now' : `at ${duration(allowedAfter(absence))}`}
      </span>
    </>
  );
}
