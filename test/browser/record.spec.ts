/**
 * The record as people read it: those who arrive together are one line, one act is one line with all it brought, and
 * "Essentials" keeps what was decided, what was said against it, and what blocks.
 */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { declare, Fixture, joins } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { chat, tab } from '../support/browser/writing.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  const [commander, ...others] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L'),
    fixture.comes('Kim R'),
    fixture.comes('Li W'),
    fixture.comes('Ana S'),
  ]);
  priya = commander;
  bob = others[0] as Person;
  const path = await declare(priya, 'Checkout fails for customers in the EU', 4);
  for (const person of others) await joins(person, path);
  await priya.page.getByRole('button', { name: 'I have command' }).first().click();
});

strikesAfterwards(() => fixture);

const line = ({ page }: Person, words: string | RegExp): Locator =>
  page.getByRole('log').getByRole('article').filter({ hasText: words });
const dialog = ({ page }: Person): Locator => page.getByRole('dialog');

describe.sequential('journeys of the record', () => {
  it('JR234 four who arrive are one line, essentials keep a decision, the objection and a blocked task, and a close is one line', async () => {
    const arrivals = line(bob, 'Bob L, Kim R and 2 others joined.');
    await sees(arrivals);
    await arrivals.getByText('when each joined').click();
    await sees(arrivals.getByText('Ana S joined as a responder.'));
    expect(await line(bob, 'joined').count()).toBe(2);

    await priya.page.keyboard.press('p');
    await dialog(priya).getByRole('textbox').first().fill('Roll back deploy 812');
    await dialog(priya).getByRole('button', { name: 'Ask: any strong objections?' }).click();
    await seesNoMore(dialog(priya));
    await bob.page.getByRole('button', { name: 'Strong objection' }).click();
    await dialog(bob).getByRole('textbox').first().fill('the schema has moved');
    await dialog(bob).getByRole('button', { name: 'Object' }).click();
    await seesNoMore(dialog(bob));
    await priya.page.keyboard.press('t');
    await priya.page.getByLabel('Who does what, and for how long').fill('Bob drain eu-1 10m');
    await dialog(priya).getByRole('button', { name: 'Assign to Bob L' }).click();
    await seesNoMore(dialog(priya));
    const mine = bob.page.getByRole('region', { name: 'Tasks' });
    await mine.getByRole('button', { name: 'Acknowledge' }).click();
    await mine.getByRole('button', { name: 'Blocked' }).click();
    await dialog(bob).getByRole('textbox').first().fill('the password');
    await dialog(bob).getByRole('button', { name: 'Blocked' }).click();
    await seesNoMore(dialog(bob));

    await bob.page.getByRole('checkbox', { name: /Essentials/ }).check();
    for (const words of ['proposed: Roll back deploy 812.', 'objected strongly', 'is blocked on “drain eu-1”'])
      await sees(line(bob, words));
    expect(await line(bob, 'assigned "drain').count()).toBe(0);
    await bob.page.getByRole('checkbox', { name: /Essentials/ }).uncheck();

    await priya.page.locator('header').getByRole('button', { name: 'Incident' }).click();
    await priya.page.getByRole('menuitem', { name: 'Close the incident' }).click();
    await dialog(priya).getByRole('button', { name: 'Close the incident' }).click();
    await dialog(priya)
      .getByRole('button', { name: /^Press again/ })
      .click();
    await seesNoMore(dialog(priya));
    const closed = line(bob, 'Incident closed.');
    await sees(closed);
    await sees(closed.getByText('One task was still open when the incident was closed.'));
    await sees(closed.getByText('Undecided when the incident was closed: Roll back deploy 812'));
    expect(await line(bob, 'when the incident was closed').count()).toBe(1);
  });

  it('JR260 a long line shows its beginning and how long it is; a press shows all of it, and another folds it', async () => {
    const trace = Array.from({ length: 150 }, (_, at) => `at db.query (pool.ts:${at + 1})`).join('\n');
    await tab(bob, 'Chat');
    await chat(bob).fill(trace);
    await chat(bob).press('Enter');
    const said = line(priya, 'at db.query');
    await tab(priya, 'Chat');
    await sees(said.getByText('(pool.ts:8) …'));
    expect(await said.getByText('(pool.ts:150)').count()).toBe(0);
    await said.getByRole('button', { name: `Show all ${trace.length.toLocaleString('en')} characters` }).press('Enter');
    await sees(said.getByText('(pool.ts:150)'));
    await said.getByRole('button', { name: 'Show less' }).press('Enter');
    await seesNoMore(said.getByText('(pool.ts:150)'));
  });
});
