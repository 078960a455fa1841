/**
 * What a person may do about a role: the commander assigns, the person asked accepts or declines, others volunteer, and
 * the person who has it may step down.
 */
import type { ReactNode } from 'react';
import { seatName } from '../../shared/crew/sentences.ts';
import type { Seat } from '../../shared/crew/words.ts';
import { useRoom, useYou, useSpeaksAsCommander } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { isMany, type BoardSeat } from './board.ts';
import styles from './Crew.module.css';
import { crewDialog } from './screen.ts';
import { shortNamesIn } from './short-names.ts';

interface SeatActionsProps {
  readonly seat: BoardSeat;
  readonly open: boolean;
}

export function SeatActions({ seat, open }: SeatActionsProps): ReactNode {
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  const waiting = useRoom(
    (room) =>
      room.crew.seats.some((each) => each.role === seat.role && each.person === you) ||
      room.crew.volunteers.some((each) => each.role === seat.role && each.person === you),
  );
  const commands = useSpeaksAsCommander();
  if (holder === null) return null;
  if (commands)
    return (
      <span className={styles['actions']}>
        <Assign seat={seat} again={!open} />
      </span>
    );
  const offered = (open || isMany(seat.role)) && !waiting;
  return <span className={styles['actions']}>{offered ? <Volunteering seat={seat} /> : null}</span>;
}

function Assign({ seat, again }: { readonly seat: BoardSeat; readonly again: boolean }): ReactNode {
  const first = useRoom(
    (room) =>
      Object.keys(room.crew.members).find(
        (person) =>
          room.crew.members[person]?.as === 'responder' &&
          person !== room.floor.holder &&
          !room.crew.seats.some((each) => each.person === person && each.role === seat.role),
      ) ?? null,
  );
  const volunteered = useRoom((room) => room.crew.volunteers.some((each) => each.role === seat.role));
  const verb = again ? (isMany(seat.role) ? 'Add' : 'Change') : volunteered ? 'Assign someone else' : 'Assign';
  return (
    <CommandButton
      type="crew.assign"
      data={{ person: first ?? '', role: seat.role, ...(isMany(seat.role) ? { area: 'preview' } : {}) }}
      size="small"
      look="quiet"
      unready={
        first === null ? 'No one else is here to take this role. Copy an invite link: + next to the people.' : null
      }
      aria-label={`${verb}${volunteered && !again ? ' as' : ''} ${seat.title}`}
      onPress={() => crewDialog.open({ open: 'assign', role: seat.role })}
    >
      {verb}
    </CommandButton>
  );
}

/** Experts say for what; the other roles explain themselves. */
function Volunteering({ seat }: { readonly seat: BoardSeat }): ReactNode {
  if (!isMany(seat.role))
    return (
      <CommandButton
        type="crew.volunteer"
        data={{ role: seat.role }}
        size="small"
        look="quiet"
        aria-label={`Volunteer as ${seat.title}`}
      >
        Volunteer
      </CommandButton>
    );
  return (
    <CommandButton
      type="crew.volunteer"
      data={{ role: seat.role, area: 'preview' }}
      size="small"
      look="quiet"
      aria-label={`Volunteer as ${seat.title}`}
      onPress={() => crewDialog.open({ open: 'volunteer', role: seat.role })}
    >
      Volunteer
    </CommandButton>
  );
}

interface SitterActionsProps {
  readonly sitter: Seat;
  readonly volunteer?: true;
}

export function SitterActions({ sitter, volunteer }: SitterActionsProps): ReactNode {
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  const commands = useSpeaksAsCommander();
  const members = useRoom((room) => room.crew.members);
  const mine = sitter.person === you;
  const { role, person } = sitter;
  const title = seatName(role);
  if (volunteer === true) {
    if (mine)
      return (
        <CommandButton type="crew.decline" data={{ role }} size="small" look="quiet">
          Withdraw
        </CommandButton>
      );
    return commands ? (
      <CommandButton
        type="crew.assign"
        data={{ person, role }}
        size="small"
        aria-label={`Assign ${shortNamesIn(members)(person)} as ${title}`}
      >
        Assign {shortNamesIn(members)(person)}
      </CommandButton>
    ) : null;
  }
  if (mine && !sitter.taken) {
    return (
      <>
        <CommandButton type="crew.accept" data={{ role }} size="small" look="primary" aria-label={`Accept ${title}`}>
          Accept
        </CommandButton>
        <CommandButton type="crew.decline" data={{ role }} size="small" look="quiet" aria-label={`Decline ${title}`}>
          Decline
        </CommandButton>
      </>
    );
  }
  if (mine)
    return (
      <CommandButton type="crew.release" data={{ role }} size="small" look="quiet" aria-label={`Step down as ${title}`}>
        Step down
      </CommandButton>
    );
  if (holder !== you) return null;
  const verb = sitter.taken ? 'Release' : 'Withdraw';
  return (
    <CommandButton
      type="crew.release"
      data={{ role, person }}
      size="small"
      look="quiet"
      aria-label={`${verb} ${title}`}
    >
      {verb}
    </CommandButton>
  );
}
