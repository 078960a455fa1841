/**
 * What someone leaves behind is not lost on the next one: what a task waits for, what a close left open, who owns the
 * review. One server, two people.
 */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { declare, Fixture, joins } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let path: string;

const dialog = ({ page }: Person): Locator => page.getByRole('dialog');
const needsYou = ({ page }: Person): Locator => page.getByRole('region', { name: 'Needs you' });
const choose = async (person: Person, item: string): Promise<void> => {
  await person.page.getByRole('button', { name: 'Incident', exact: true }).click();
  await person.page.getByRole('menuitem', { name: item }).click();
};
const closes = async (person: Person): Promise<void> => {
  await dialog(person).getByRole('button', { name: 'Close the incident' }).click();
  await dialog(person).locator('[data-command="incident.close"]').click();
  await sees(person.page.getByRole('region', { name: 'Closed' }));
};

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L')]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 4);
  await joins(bob, path);
});

strikesAfterwards(() => fixture);

describe.sequential('what is left behind', () => {
  it('JR390 a blocked task that is reassigned says what it needs to the person who gives it and to the one who gets it', async () => {
    await bob.page.keyboard.press('t');
    await dialog(bob).getByRole('textbox').first().fill('check the replicas 10m');
    await bob.page.keyboard.press('Control+Enter');
    const task = bob.page.getByRole('group', { name: 'Your task: check the replicas' });
    await task.getByRole('button', { name: 'Blocked' }).click();
    await dialog(bob).getByRole('textbox').fill('the password of db-7');
    await dialog(bob)
      .getByRole('button', { name: /blocked/i })
      .last()
      .click();
    await task.getByRole('button', { name: 'Reassign' }).click();
    await sees(dialog(bob).getByText('Needs: the password of db-7'));
    await dialog(bob)
      .getByRole('radio', { name: /Priya N/ })
      .check();
    await dialog(bob).getByRole('button', { name: 'Reassign to Priya N' }).click();
    await sees(needsYou(priya).getByText('It was blocked. Needs: the password of db-7.'));
    await needsYou(priya).getByRole('button', { name: 'Acknowledge' }).click();
    await sees(priya.page.getByText('It was blocked. Needs: the password of db-7').first());
  });

  it('JR391 the person who owns the review reads it in the room and in the lobby', async () => {
    await choose(priya, 'Close the incident');
    await dialog(priya).getByLabel('Who owns the review?').selectOption({ label: 'Bob L' });
    await closes(priya);
    await sees(bob.page.getByRole('region', { name: 'Closed' }).getByText('You own it'));
    await sees(priya.page.getByRole('region', { name: 'Closed' }).getByText('Bob L owns it'));
    await bob.page.goto('/');
    await sees(bob.page.getByRole('region', { name: 'Closed' }).getByText('You own the review'));
    await bob.page.goto(path);
  });

  it('JR392 whoever reopens an incident is told what its close left open, and offers it again in one press', async () => {
    await choose(bob, 'Reopen the incident');
    await dialog(bob).getByLabel('Reason, in one line').fill('errors are back');
    await dialog(bob).getByRole('button', { name: 'Reopen and take command' }).click();
    await sees(needsYou(bob).getByText(/1 task was open at the close: .*check the replicas/));
    await needsYou(bob).getByRole('button', { name: 'Offer again' }).click();
    await sees(needsYou(priya).getByText(/Bob L assigned you: .*check the replicas/));
    await seesNoMore(needsYou(bob).getByRole('button', { name: 'Offer again' }));
    expect([...priya.complaints, ...bob.complaints].filter((each) => !each.includes('401'))).toEqual([]);
  });
});
