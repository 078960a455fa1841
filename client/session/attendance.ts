/**
 * How a person can be reached now, in one word, the worst news first: disconnected; otherwise resting or away (as they
 * said); otherwise idle; otherwise here. And what their clock says, because it is night for someone.
 */
import type { Member } from '../../shared/crew/words.ts';
import type { PersonHere } from '../../shared/protocol.ts';
import { useNow, useRoom, useView } from './hooks.ts';

export type Attendance = 'here' | 'idle' | 'away' | 'resting' | 'gone';

export const ATTENDANCE: Readonly<Record<Attendance, string>> = {
  here: 'here',
  idle: 'idle',
  away: 'away',
  resting: 'resting',
  gone: 'disconnected',
};

function attendanceOf(member: Member | undefined, here: PersonHere | undefined): Attendance {
  if (here?.connected !== true) return 'gone';
  if (member !== undefined && member.availability !== 'here') return member.availability;
  return here.idle ? 'idle' : 'here';
}

/** "22:12", their time; null when their zone is not known. */
function localTime(zone: string | null, now: number): string | null {
  if (zone === null) return null;
  try {
    return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(now);
  } catch {
    return null;
  }
}

/** People are assumed to sleep by this: it is night from ten in the evening to six in the morning. */
export const isNight = (time: string | null): boolean => time !== null && (time >= '22:00' || time < '06:00');

export interface Reach {
  readonly attendance: Attendance;
  readonly time: string | null;
  readonly devices: number;
}

export function useReach(): (person: string) => Reach {
  const members = useRoom((room) => room.crew.members);
  const people = useView((view) => view.people);
  const now = useNow();
  return (person) => {
    const here = people[person];
    return {
      attendance: attendanceOf(members[person], here),
      time: localTime(here?.zone ?? null, now),
      devices: here?.devices ?? 0,
    };
  };
}

/** Of one person, redrawn only when it changes: for long lists. */
export const useAttendance = (person: string): Attendance =>
  useView((view) => attendanceOf(view.room.crew.members[person], view.people[person]));
