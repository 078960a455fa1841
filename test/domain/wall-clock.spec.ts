/** Times as people type them, in zones whose clocks go forward and back, by an hour, by half of one, or never. */
import { describe, expect, it } from 'vitest';
import { meantBy, twiceNames, typedOf, withDay, withTime, type Typed } from '../../client/ui/moment.ts';
import { dayMeant, daysFrom, offsetName, readWall, wallAt } from '../../client/ui/wall-clock.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'America/Santiago',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
];
/** Every hour of the day, at ever other minutes. */
const STEP_MS = 65 * 60_000;
const at = (iso: string): number => Date.parse(iso);
const typed = (day: string, time: string): Typed => ({ day, time, isDayChosen: true, which: null });

describe('clocks on the wall', () => {
  it.each(ZONES)('TI102 in %s every hour of a year is read back as itself', (zone) => {
    const missed: string[] = [];
    const end = at('2027-01-01T00:00:00Z');
    for (let moment = at('2026-01-01T00:00:00Z'); moment < end; moment += STEP_MS) {
      const reading = readWall(wallAt(moment, zone), zone);
      const found =
        reading.kind === 'twice' ? [reading.first, reading.second] : reading.kind === 'once' ? [reading.at] : [];
      if (!found.includes(moment)) missed.push(new Date(moment).toISOString());
    }
    expect(missed).toEqual([]);
  });

  it.each([
    ['Europe/Berlin', '2026-07-01', '03:40:00', '2026-07-01T01:40:00Z'],
    ['Europe/Berlin', '2026-12-01', '03:40:00', '2026-12-01T02:40:00Z'],
    ['America/St_Johns', '2026-12-01', '03:40:00', '2026-12-01T07:10:00Z'],
    ['Australia/Lord_Howe', '2026-12-01', '03:40:00', '2026-11-30T16:40:00Z'],
    ['Australia/Lord_Howe', '2026-07-01', '03:40:00', '2026-06-30T17:10:00Z'],
    ['Asia/Kathmandu', '2026-12-01', '03:40:00', '2026-11-30T21:55:00Z'],
    ['UTC', '2026-03-29', '02:30:00', '2026-03-29T02:30:00Z'],
  ])('TI102 in %s %s %s is %s', (zone, day, time, instant) => {
    expect(readWall({ day, time }, zone)).toEqual({ kind: 'once', at: at(instant) });
  });

  it.each([
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
    ['America/St_Johns', '2026-11-01', '01:30', '2026-11-01T04:00:00Z', '2026-11-01T05:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'],
  ])('TI103 in %s %s %s was twice', (zone, day, time, first, second) => {
    expect(readWall({ day, time }, zone)).toEqual({ kind: 'twice', first: at(first), second: at(second) });
    const later = { zone, now: at(second) + 3_600_000 };
    const meant = meantBy(typed(day, time), later);
    expect([meant.at, meant.problem]).toEqual([new Date(second).toISOString(), null]);
    expect(meant.twice).toMatchObject({ first: at(first), second: at(second) });
    const chosen = meantBy({ ...typed(day, time), which: 'first' }, later);
    expect(chosen.at).toBe(new Date(first).toISOString());
    // While only the first of the two is past, it is the one that is meant, and nothing is asked.
    const between = meantBy(typed(day, time), { zone, now: at(first) + 60_000 });
    expect([between.at, between.twice]).toEqual([new Date(first).toISOString(), null]);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', '02:30', '02:00', '03:00', '2026-03-29T01:00:00Z'],
    ['America/St_Johns', '2026-03-08', '02:30', '02:00', '03:00', '2026-03-08T05:30:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '02:00', '02:30', '2026-10-03T15:30:00Z'],
  ])('TI103 in %s %s %s was skipped, and is refused in words', (zone, day, time, from, to, changed) => {
    expect(readWall({ day, time }, zone)).toEqual({ kind: 'skipped', at: at(changed), from, to });
    const meant = meantBy(typed(day, time), { zone, now: at(changed) + 7_200_000 });
    expect(meant.at).toBeNull();
    expect(meant.problem).toBe(
      `There was no ${time} that day: clocks went forward from ${from} to ${to}. Enter another time.`,
    );
    // Typed without a day in that same night, it is that day's: people are told, not sent to the day before.
    expect(dayMeant(time, at(changed) + 7_200_000, zone)).toBe(day);
  });

  it('TI103 the two times of a repeated hour are told apart by what clocks were ahead of UTC', () => {
    const berlin = readWall({ day: '2026-10-25', time: '02:30' }, 'Europe/Berlin');
    expect(berlin.kind === 'twice' && twiceNames(berlin, 'Europe/Berlin')).toEqual([
      'first time (UTC+2)',
      'second time (UTC+1)',
    ]);
    expect(offsetName(at('2026-12-01T00:00:00Z'), 'America/St_Johns')).toBe('UTC-3:30');
    expect(offsetName(at('2026-12-01T00:00:00Z'), 'Asia/Kathmandu')).toBe('UTC+5:45');
  });

  it('TI104 a clock time alone is the latest that is past; a day that was chosen stays', () => {
    const here = { zone: 'Europe/Berlin', now: at('2026-11-29T00:20:00Z') };
    const now = typedOf('2026-11-29T00:20:00Z', here, false);
    expect([now.day, now.time]).toEqual(['2026-11-29', '01:20:00']);
    expect(withTime(now, '00:50', here).day).toBe('2026-11-29');
    const evening = withTime(now, '23:50', here);
    expect([evening.day, meantBy(evening, here).at]).toEqual(['2026-11-28', '2026-11-28T22:50:00.000Z']);
    const friday = withTime(withDay(evening, '2026-11-27'), '21:15', here);
    expect(meantBy(friday, here).at).toBe('2026-11-27T20:15:00.000Z');
    expect(meantBy(withDay(evening, '2026-11-29'), here)).toMatchObject({
      at: null,
      problem: 'That time is in the future.',
    });
    // A clock that is ahead by some seconds does not make it yesterday.
    expect(withTime(now, '01:21', here).day).toBe('2026-11-29');
    expect(meantBy(withTime(now, '', here), here)).toMatchObject({ at: null, problem: 'Enter the time.' });
  });

  it("TI105 a correction begins with the entry's own day and time, in a repeated hour too, and keeps the day", () => {
    const here = { zone: 'Europe/Berlin', now: at('2026-11-01T12:00:00Z') };
    const own = typedOf('2026-10-30T20:15:42.123Z', here, true);
    expect(own).toEqual({ day: '2026-10-30', time: '21:15:42', isDayChosen: true, which: null });
    expect(meantBy(withTime(own, '21:05:00', here), here).at).toBe('2026-10-30T20:05:00.000Z');
    for (const instant of ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'])
      expect(meantBy(typedOf(instant, here, true), here).at).toBe(instant);
    // Yesterday's, corrected to a time that was today as well, is still yesterday's.
    const yesterday = typedOf('2026-10-31T22:50:00.000Z', here, true);
    expect(meantBy(withTime(yesterday, '09:00', here), here).at).toBe('2026-10-31T08:00:00.000Z');
  });

  it('TI105 the days to choose from run from the first to today, the newest of them where there are too many', () => {
    expect(daysFrom('2026-02-27', '2026-03-02', 400)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(daysFrom('2020-01-01', '2026-03-02', 2)).toEqual(['2026-03-01', '2026-03-02']);
  });
});
