/**
 * How a person can be reached now, the worst news first: disconnected, or outside this room; otherwise resting or away (as they
 * said); otherwise idle; otherwise here. And what their clock says, because it is night for someone.
 */
import type { Member } from '../../shared/crew/words.ts';
import type { PersonHere } from '../../shared/protocol.ts';
import { places } from './elsewhere.ts';
import { useNow, useRoom, useView } from './hooks.ts';
import { useStore } from './store-hooks.ts';

export type Attendance = 'here' | 'idle' | 'away' | 'resting' | 'elsewhere' | 'gone';

const ATTENDANCE: Readonly<Record<Attendance, string>> = {
  here: 'here',
  idle: 'idle',
  away: 'away',
  resting: 'resting',
  elsewhere: 'outside this room',
  gone: 'disconnected',
};

function attendanceOf(member: Member | undefined, here: PersonHere | undefined): Attendance {
  if (here?.connected !== true) return 'gone';
  if (member !== undefined && member.availability !== 'here') return member.availability;
  return here.idle ? 'idle' : 'here';
}

/** Made once for each zone: making one takes longer than all else that a page does in a second. Null: no such zone. */
const clocks = new Map<string, Intl.DateTimeFormat | null>();

function clockOf(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
  } catch {
    return null;
  }
}

/** "22:12", their time; null when their zone is not known. */
function localTime(zone: string | null, now: number): string | null {
  if (zone === null) return null;
  if (!clocks.has(zone)) clocks.set(zone, clockOf(zone));
  return clocks.get(zone)?.format(now) ?? null;
}

/** People are assumed to sleep by this: it is night from ten in the evening to six in the morning. */
export const isNight = (time: string | null): boolean => time !== null && (time >= '22:00' || time < '06:00');

export interface Reach {
  readonly attendance: Attendance;
  readonly time: string | null;
  readonly devices: number;
  /** In a few words. */
  readonly words: string;
}

/** They may not see what is asked of them here. */
export const isAbsent = ({ attendance }: Pick<Reach, 'attendance'>): boolean =>
  attendance === 'gone' || attendance === 'elsewhere';

export function useReach(): (person: string) => Reach {
  const members = useRoom((room) => room.crew.members);
  const people = useView((view) => view.people);
  const now = useNow();
  const others = useStore(places);
  return (person) => {
    const here = people[person];
    const found = attendanceOf(members[person], here);
    // A lost link is known sooner here than where someone was last.
    const isOut = found === 'gone' && (members[person]?.linkLostAt ?? null) === null;
    const place = isOut ? others[person] : undefined;
    const attendance = place === undefined ? found : 'elsewhere';
    return {
      attendance,
      words: place === undefined ? ATTENDANCE[found] : `in ${place.room?.toUpperCase() ?? 'the lobby'}`,
      time: localTime(here?.zone ?? null, now),
      devices: here?.devices ?? 0,
    };
  };
}

/** Of one person, redrawn only when it changes: for long lists. */
export const useAttendance = (person: string): Attendance =>
  useView((view) => attendanceOf(view.room.crew.members[person], view.people[person]));
