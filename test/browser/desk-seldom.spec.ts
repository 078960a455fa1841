/**
 * Journeys of what is rarely used and must work then: the holding update, asking whether there is a commander, the
 * update schedule, the command chain, the deputy's turn, a duplicate, being away or resting, and a new role.
 */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { PATIENCE } from '../support/browser/command-desk.ts';
import { chooses, isIn } from '../support/browser/keyboard.ts';
import { Desk, dialogOf, offers } from '../support/browser/keyboard-desk.ts';
import { declaredAgo } from '../support/browser/old-room.ts';
import { controlsLost, resizes, scrolls } from '../support/browser/page-checks.ts';
import { inRoom, joins } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';

let desk: Desk;
let priya: Person;
let bob: Person;
let kim: Person;
let dana: Person;

beforeAll(async () => {
  desk = await Desk.set();
  ({ priya, bob, kim, dana } = desk);
}, PATIENCE);

strikesAfterwards(() => desk?.fixture);

const log = ({ page }: Person): Locator => page.getByRole('log');
const header = ({ page }: Person): Locator => page.locator('header');
const change = ({ page }: Person): Locator => page.getByRole('region', { name: 'Change of command' });
const updates = ({ page }: Person): Locator => page.getByRole('region', { name: 'Internal updates' });
const people = ({ page }: Person): Locator => page.getByRole('list', { name: 'People in this room' });
const button = (within: Locator, name: string | RegExp): Locator => within.getByRole('button', { name });

/** Presses what is on the screen, once the domain allows it. */
const press = (control: Locator): Promise<void> =>
  control.and(control.page().locator(':not([aria-disabled="true"])')).first().click();

/** The header's fact about command, opened. */
async function opensCommand(person: Person): Promise<Locator> {
  await button(header(person), /^IC/).click();
  return isIn(person, 'Command');
}

async function assumes(person: Person, why: string): Promise<void> {
  const dialog = await isIn(person, 'Assume command');
  await sees(dialog.getByText('You can assume command now.'));
  await dialog.getByLabel('Reason').fill(why);
  await press(button(dialog, 'Assume command'));
  await seesNoMore(dialog);
}

async function opensSchedule(): Promise<Locator> {
  await button(updates(priya), 'More: Internal updates').click();
  await priya.page.getByRole('menuitem', { name: 'Update schedule', exact: true }).click();
  return isIn(priya, 'Update schedule: Internal');
}

describe('journeys of what is pressed seldom', { timeout: PATIENCE }, () => {
  it('JR222 when no one writes a due update, the deputy posts the holding update in one press, and the commander snoozes the next', async () => {
    const path = await declaredAgo(desk.fixture, 16, { commander: priya, deputy: bob });
    await Promise.all([priya, bob, kim].map((person) => joins(person, path)));
    await sees(header(kim).getByText(/Update overdue since/));
    await sees(log(kim).getByText(/Still no internal update\. Holding update offered to/));
    const holding = button(updates(bob), 'Post this holding update');
    await sees(button(updates(kim), 'Post this holding update').and(kim.page.locator('[aria-disabled="true"]')));
    await press(holding);
    await seesNoMore(holding);
    for (const person of [priya, kim]) {
      await sees(log(person).getByText(/We’re still working on this\. Next update in 20 min\./));
      await sees(header(person).getByText('Next update'));
    }
    await button(updates(priya), 'More: Internal updates').click();
    await priya.page.getByRole('menuitem', { name: 'Snooze' }).click();
    const dialog = await isIn(priya, 'Snooze: Internal update');
    await chooses(priya, dialog.getByRole('radio', { name: '60 min' }));
    await dialog.getByLabel('Reason, in one line').fill('the rollback takes an hour');
    await press(button(dialog, 'Snooze'));
    await sees(log(kim).getByText(/\(snoozed\): the rollback takes an hour/));
    await sees(updates(kim).getByText(/^(5\d:\d\d|1:00:00)$/));
  });

  it('JR223 somebody asks whether there is a commander: the commander answers in one press, and is replaced when they do not', async () => {
    await desk.meet({ challengeSeconds: 3, graceSeconds: 1 }, 'Invoices are late');
    await button(priya.page.getByRole('main'), 'I have command').click();
    const asks = async (): Promise<void> => {
      await press(button(await opensCommand(kim), 'Is there a commander?'));
      await kim.page.keyboard.press('Escape');
    };
    await asks();
    const asked = priya.page.getByRole('region', { name: /Kim R asks: is there a commander\?/ });
    await press(button(asked, 'I’m here'));
    await seesNoMore(asked);
    await sees(log(kim).getByText(/Priya N answered: I.m here and I have command/));
    await asks();
    const open = kim.page.getByRole('region', { name: /Kim R asked Priya N: is there a commander\?/ });
    await press(button(open, 'Assume command'));
    await assumes(kim, 'Priya is silent, also on the bridge');
    for (const person of [priya, dana]) await sees(change(person).getByText('Kim R is now Incident Commander'));
    await seesNoMore(open);
    await sees(log(priya).getByText(/Kim R assumed command: Priya is silent, also on the bridge/));
  });

  it('JR224 the commander changes the schedule of updates, turns it off and on again: everyone reads when the next is due', async () => {
    await desk.meet({}, 'Search is slow');
    await sees(updates(kim).getByText('every 20 min'));
    const sets = async (option: string, reason: string, verb: string): Promise<void> => {
      const dialog = await opensSchedule();
      await chooses(priya, dialog.getByRole('radio', { name: option }));
      await dialog.getByLabel('Reason, in one line').fill(reason);
      await press(button(dialog, verb));
      await seesNoMore(dialog);
    };
    await sets('15 min', 'the board is waiting', 'Every 15 min');
    await sees(updates(kim).getByText('every 15 min'));
    await sees(header(kim).getByText(/^1[45]:\d\d$/));
    await sees(log(kim).getByText('Internal updates are now due every 15 min: the board is waiting'));
    await sets('Off', 'we report by phone', 'Turn off');
    await sees(updates(kim).getByText('none due'));
    await sees(header(kim).getByText('No update due'));
    await sees(log(kim).getByText('Internal updates are off: we report by phone'));
    await sets('30 min', 'the call is over', 'Every 30 min');
    await sees(updates(kim).getByText('every 30 min'));
    await sees(header(kim).getByText('Next update'));
    await button(updates(kim), 'More: Internal updates').click();
    const refused = kim.page.getByRole('menuitem', { name: /^Update schedule/ });
    await sees(refused.getByText(/Only the commander can do that/));
    expect(await refused.getAttribute('aria-disabled')).toBe('true');
    await kim.page.keyboard.press('Escape');
  });

  it('JR225 after a handoff an observer reads who commanded from when until when, and with which words', async () => {
    await desk.meet({}, 'Exports stop');
    await offers(priya, /Bob L/);
    const walk = dialogOf(bob, /offered you command/);
    await walk.getByLabel(/First thing/).fill('check the rollback with Kim');
    await press(button(walk, 'I have command'));
    await sees(change(dana).getByText('Bob L is now Incident Commander'));
    const chain = (await opensCommand(dana)).getByRole('list', { name: 'Command chain' }).getByRole('listitem');
    expect(await chain.count()).toBe(2);
    const [now, before] = [chain.nth(0), chain.nth(1)];
    await sees(
      now.filter({
        hasText: /\d\d:\d\d:\d\dZ – now\s*term 2\s*Bob L accepted command from Priya N\s*check the rollback with Kim/,
      }),
    );
    await sees(before.filter({ hasText: /Priya N declared the incident/ }));
    expect(await now.locator('time').first().getAttribute('datetime')).toBe(
      await before.locator('time').last().getAttribute('datetime'),
    );
  });

  it('JR226 when the commander is gone, only the deputy may assume command at first, and the commander who returns reads who has it', async () => {
    const id = await desk.meet({ deputyAfterSeconds: 2, anyoneAfterSeconds: 600 }, 'Uploads hang');
    await desk.makesDeputy(/Bob L/, bob);
    await sees(bob.page.getByText('Your role: Deputy'));
    await priya.page.goto('about:blank');
    const absent = ({ page }: Person): Locator =>
      page.getByRole('region', { name: /^Priya N has command but has been disconnected/ });
    await sees(absent(kim).getByText('Bob L can assume command now. Try to reach Priya N another way first.'));
    await sees(button(absent(kim), 'Assume command').and(kim.page.locator('[aria-disabled="true"]')));
    await press(button(absent(bob), 'Assume command'));
    await assumes(bob, 'Priya is on a train');
    await sees(log(kim).getByText(/Bob L assumed command as deputy: Priya is on a train/));
    await joins(priya, `/rooms/${id}`);
    await sees(change(priya).getByText('Bob L is now Incident Commander'));
    await sees(change(priya).getByText(/assumed; Priya N was absent/));
  });

  it('JR227 an incident is closed as a duplicate: its people read of which, and one press brings them there', async () => {
    const original = await desk.meet({}, 'Payments fail');
    const second = await desk.meet({}, 'Cards are declined');
    await button(header(priya), 'Incident').click();
    await priya.page.getByRole('menuitem', { name: 'Close the incident' }).click();
    const dialog = await isIn(priya, 'Close the incident');
    await dialog.getByLabel('Is it a duplicate of another incident?').selectOption(original);
    await press(button(dialog, 'Close the incident'));
    await press(button(dialog, `Press again: close into ${original.toUpperCase()}`));
    await seesNoMore(dialog);
    await sees(log(dana).getByText(`Incident closed as a duplicate of ${original.toUpperCase()}.`));
    await resizes(kim, [390, 844]);
    expect([await scrolls(kim), await controlsLost(kim, 'header')]).toEqual([false, []]);
    await header(kim)
      .getByRole('link', { name: `duplicate of ${original.toUpperCase()}` })
      .click();
    await sees(kim.page.getByRole('heading', { name: 'Payments fail' }));
    await inRoom(kim);
    await resizes(kim, [1280, 800]);
    await dana.page.getByRole('link', { name: 'Lobby' }).click();
    const row = dana.page
      .getByRole('article', { name: 'Cards are declined' })
      .filter({ hasText: second.toUpperCase() });
    await row.getByRole('link', { name: `duplicate of ${original.toUpperCase()}` }).click();
    await sees(dana.page.getByRole('heading', { name: 'Payments fail' }));
  });

  it('JR228 one rests and the commander steps away: everyone reads it, and the commander is shown the handoff', async () => {
    await desk.meet({}, 'Mail bounces');
    const opensPeople = async (person: Person): Promise<Locator> => {
      await button(header(person), /^\d here/).click();
      return isIn(person, 'In this room');
    };
    const who = (name: string): Locator => people(kim).getByRole('listitem').filter({ hasText: name });
    const [bobs, priyas] = [await opensPeople(bob), await opensPeople(priya)];
    await opensPeople(kim);
    await bobs.getByRole('radio', { name: 'Resting' }).click();
    await sees(bobs.getByText(/Everyone sees that you’re resting/));
    await sees(who('Bob L').getByText('resting', { exact: true }));
    await sees(log(kim).getByText('Bob L is resting. Thank you.'));
    await priyas.getByRole('radio', { name: 'Away' }).click();
    await sees(who('Priya N').getByText('away', { exact: true }));
    await isIn(priya, 'Hand off command');
    await priya.page.keyboard.press('Escape');
    await sees((await opensPeople(priya)).getByText(/You’re still in command/));
    await bobs.getByRole('radio', { name: 'Here' }).click();
    await sees(who('Bob L').getByText('here', { exact: true }));
  });

  it('JR229 the commander adds a role: others read what it does, one volunteers and has it', async () => {
    await desk.meet({}, 'The provider is down');
    const roles = ({ page }: Person): Locator => page.getByRole('region', { name: 'Roles' });
    await press(button(roles(priya), 'Add role'));
    const dialog = await isIn(priya, 'Add role');
    await dialog.getByLabel('Name').fill('Vendor liaison');
    await dialog.getByLabel(/What it does/).fill('Talks to the payment provider. Promises nothing.');
    await press(button(dialog, 'Add role'));
    await seesNoMore(dialog);
    await button(roles(kim), 'Vendor liaison: what this role does').click();
    await sees((await isIn(kim, 'Vendor liaison')).getByText('Talks to the payment provider. Promises nothing.'));
    await kim.page.keyboard.press('Escape');
    await press(button(roles(kim), 'Volunteer as Vendor liaison'));
    await press(button(roles(priya), /Assign (?!someone).* as vendor liaison/i));
    await sees(roles(kim).getByText('Your role: Vendor liaison'));
    await sees(button(header(dana), /Vendor liaison\s*Kim/));
    const complaints = [priya, bob, kim, dana]
      .flatMap((person) => person.complaints)
      .filter((each) => !each.includes('401'));
    expect(complaints).toEqual([]);
  });
});
