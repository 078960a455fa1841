/**
 * Time as people need it at night: the day of what happened earlier, days after midnight, a clock that someone set, an
 * update promised for Thursday, and the room as it was.
 */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { weekday } from '../../client/ui/times.ts';
import { dayKey, dayOf } from '../../client/session/zone.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { declaredAgo } from '../support/browser/old-room.ts';
import { declare, Fixture, joins } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { field, palette, tab } from '../support/browser/writing.ts';

const DAY_MS = 86_400_000;

let fixture: Fixture;
let priya: Person;
let bob: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L')]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 2);
  await joins(bob, path);
  await priya.page.getByRole('button', { name: 'I have command' }).first().click();
});

strikesAfterwards(() => fixture);

const line = ({ page }: Person, words: string | RegExp): Locator =>
  page.getByRole('log').getByRole('article').filter({ hasText: words });
const dialog = ({ page }: Person): Locator => page.getByRole('dialog');
const past = ({ page }: Person): Locator => page.getByRole('main', { name: 'The room as it was' });
/** "27 Nov" with any space, as a pattern. */
const named = (at: number): string => dayOf(at, 'utc').replace(/\s/, '\\s');

describe.sequential('journeys of time', () => {
  it('JR265 what happened days ago is noted on its day, others see the day, and a correction begins with it', async () => {
    const friday = Date.now() - 3 * DAY_MS;
    await tab(bob, 'Timeline');
    await bob.page.getByRole('button', { name: 'It happened earlier' }).click();
    await bob.page.getByLabel('It happened at (UTC)').fill('09:00');
    await bob.page.getByLabel('Day (It happened at)').selectOption(dayKey(friday, 'utc'));
    await field(bob, 'Timeline line').fill('the certificate was renewed');
    await field(bob, 'Timeline line').press('Enter');
    await tab(priya, 'Timeline');
    await sees(line(priya, new RegExp(`${named(friday)} 09:00Z.*the certificate was renewed`, 's')));

    const mine = line(bob, 'the certificate was renewed');
    await mine.hover();
    await mine.getByRole('button', { name: /^More: the certificate/ }).click();
    await bob.page.getByRole('menuitem', { name: 'Correct' }).click();
    const time = dialog(bob).getByLabel('When it happened (UTC)');
    expect(await time.inputValue()).toMatch(/^09:00(:00)?$/);
    expect(await dialog(bob).getByLabel('Day (When it happened)').inputValue()).toBe(dayKey(friday, 'utc'));
    await time.fill('09:05:00');
    await dialog(bob).getByLabel('Reason, in one line').fill('the log says so');
    await dialog(bob).getByRole('button', { name: 'Correct' }).click();
    await seesNoMore(dialog(bob));
    await sees(line(priya, new RegExp(`${named(friday)} 09:05Z.*the certificate was renewed`, 's')));
  });

  it('JR266 when a clock is set an hour ahead, elapsed time and countdowns stay right, and the header says so', async () => {
    const header = bob.page.getByRole('banner');
    await sees(header.getByText(/T\+\d{1,2}:\d\d/));
    await bob.page.evaluate(() => {
      const real = Date.now.bind(Date);
      Object.assign(window, { unset: () => (Date.now = real) });
      Date.now = () => real() + 3_600_000;
    });
    await sees(header.getByText(/your clock is 1 h fast/));
    await sees(header.getByText(/T\+\d{1,2}:\d\d/));
    expect(await header.getByText(/T\+\d:\d\d:\d\d/).count()).toBe(0);
    expect(await bob.page.getByText(/You were away/).count()).toBe(0);
    await sees(bob.page.getByRole('img', { name: 'Connection: live' }));
    await bob.page.evaluate(() => (window as unknown as { unset: () => void }).unset());
    await seesNoMore(header.getByText(/your clock is/));
  });

  it('JR267 an update is promised for a time days ahead on the screen, and is shown with its day', async () => {
    await priya.page.getByRole('button', { name: 'More: Internal updates' }).click();
    await priya.page.getByRole('menuitem', { name: 'Snooze' }).click();
    await dialog(priya).getByRole('radio', { name: 'Other' }).check();
    await dialog(priya).getByRole('radio', { name: 'days' }).check();
    await dialog(priya).getByLabel('In how many days?').fill('3');
    await dialog(priya).getByLabel('Reason, in one line').fill('the vendor answers on Thursday');
    await dialog(priya).getByRole('button', { name: 'Snooze' }).click();
    await seesNoMore(dialog(priya));
    const then = named(Date.now() + 3 * DAY_MS);
    await sees(bob.page.getByRole('banner').getByText(new RegExp(`Next update\\s*(3 d|2 d 23 h)\\s*\\(${then}`)));
  });

  it('JR268 the room as it was is found in the menu and the palette, step by step, by its address, and one press leads back', async () => {
    await priya.page.getByRole('banner').getByRole('button', { name: 'Incident' }).click();
    await priya.page.getByRole('menuitem', { name: 'Change severity' }).click();
    await dialog(priya).getByRole('radio', { name: /SEV1/ }).check();
    await dialog(priya).getByLabel('Reason, in one line').fill('it spreads');
    await dialog(priya).getByRole('button', { name: 'Set to SEV1' }).click();
    await seesNoMore(dialog(priya));

    await bob.page.getByRole('banner').getByRole('button', { name: 'Incident' }).click();
    await bob.page.getByRole('menuitem', { name: 'See the room as it was' }).click();
    await sees(past(bob).getByText(/change 1 of \d+/));
    await sees(past(bob).getByText('Checkout fails for customers in the EU'));
    const whole = Number(
      /of (\d+)/.exec(
        (await past(bob)
          .getByText(/change 1 of/)
          .textContent()) ?? '',
      )?.[1],
    );
    for (let version = 2; version <= whole; version += 1) {
      await past(bob).getByRole('button', { name: 'Next change' }).click();
      await sees(past(bob).getByText(`change ${version} of ${whole}`));
    }
    await sees(past(bob).getByRole('region', { name: 'The incident then' }).getByText('SEV1'));
    await bob.page.keyboard.press('[');
    await sees(past(bob).getByText(`change ${whole - 1} of ${whole}`));
    await sees(past(bob).getByRole('region', { name: 'The incident then' }).getByText('SEV2'));
    await sees(past(bob).getByText('Priya N').first());
    await sees(past(bob).getByRole('region', { name: 'The document then' }));
    // The present stays in sight above.
    await sees(bob.page.getByRole('banner').getByText('SEV1'));

    await palette(priya, 'as it was', 'See the room as it was');
    await sees(past(priya));
    await priya.page.goto(new URL(bob.page.url()).pathname + new URL(bob.page.url()).search);
    await sees(past(priya).getByText(`change ${whole - 1} of ${whole}`));
    await past(bob).getByRole('button', { name: 'Back to now' }).click();
    await seesNoMore(past(bob));
    expect(new URL(bob.page.url()).pathname).toBe(path);
    await sees(bob.page.getByRole('region', { name: 'Tasks' }));
    await priya.page.goto('/');
  });

  it('JR269 after midnight the timeline, the chain of command and elapsed time have days', async () => {
    const old = await declaredAgo(fixture, 26 * 60, { commander: priya, deputy: bob });
    const declaredAt = Date.now() - 26 * 60 * 60_000;
    await joins(bob, old);
    await tab(bob, 'Timeline');
    const today = dayKey(Date.now(), 'utc');
    const log = bob.page.getByRole('log');
    await sees(log.getByText(weekday(dayKey(declaredAt, 'utc'), today)));
    await sees(log.getByText(weekday(today, today)));
    await sees(bob.page.getByRole('banner').getByText('T+1 d 2 h'));
    await bob.page
      .getByRole('banner')
      .getByRole('button', { name: /Priya N/ })
      .first()
      .click();
    await sees(
      bob.page
        .getByRole('list', { name: 'Command chain' })
        .getByText(new RegExp(`${named(declaredAt)} \\d\\d:\\d\\d:\\d\\dZ`)),
    );
  });
});
