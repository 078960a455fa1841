/** Journeys of half-filled forms: what was ticked or begun beside the text is there again after a reload too. */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, inRoom, joins, Fixture } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { until } from '../support/server/private-redis.ts';
import { field, palette } from '../support/browser/writing.ts';

let fixture: Fixture;
let priya: Person;
let ana: Person;
let bob: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, ana, bob] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Ana R'),
    fixture.comes('Bob L'),
  ]);
  const path = await declare(priya, 'Checkout fails for customers in the EU', 2);
  await priya.page.keyboard.press('a');
  await Promise.all([ana, bob].map((person) => joins(person, path)));
});

strikesAfterwards(() => fixture);

describe.sequential('journeys of half-filled forms', () => {
  it('JR273 who must say go is there again after a reload with the step, the way that was used last is marked, and discarding the step discards both', async () => {
    const { page } = priya;
    const box = (name: RegExp): Locator => page.getByRole('dialog').getByRole('checkbox', { name });
    const step = field(priya, /The step that can’t be undone/);
    const marked = (name: string): Locator =>
      page.getByRole('button', { name: new RegExp(`^${name}.*Draft waiting`) }).first();
    const back = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await seesNoMore(page.getByRole('dialog'));
    };
    await palette(priya, 'go/no-go', /^Go\/no-go/);
    await step.fill('fail over to eu-2');
    await box(/^Deputy/).check();
    await box(/^Commander/).check();
    await page.reload();
    await inRoom(priya);
    await sees(marked('Go/no-go'));
    expect(await marked('Propose').count()).toBe(0);
    await page.getByRole('button', { name: /^Go\/no-go/ }).click();
    expect(await step.inputValue()).toBe('fail over to eu-2');
    for (const name of [/^Deputy/, /^Commander/]) expect(await box(name).isChecked()).toBe(true);
    expect(await box(/^Scribe/).isChecked()).toBe(false);
    await back();
    await palette(priya, 'propose', /^Propose/);
    const proposal = field(priya, /I propose that we/);
    expect(await proposal.inputValue()).toBe('fail over to eu-2');
    await proposal.fill('fail over to eu-3');
    await back();
    await sees(marked('Propose'));
    await palette(priya, 'go/no-go', /^Go\/no-go/);
    expect(await step.inputValue()).toBe('fail over to eu-3');
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    expect(await step.inputValue()).toBe('');
    expect(await box(/^Deputy/).isChecked()).toBe(false);
    await back();
    for (const name of ['Go/no-go', 'Propose']) await seesNoMore(marked(name));
  });

  it('JR275 an exit criterion that is not added yet is shown again after a reload, and its button is marked once it is put away', async () => {
    const { page } = priya;
    const adds = page.getByRole('button', { name: /^Add an exit criterion/ });
    const line = field(priya, 'Exit criterion');
    const form = page.locator('form').filter({ has: line });
    await adds.click();
    await line.fill('errors under 1 %');
    await page.reload();
    await inRoom(priya);
    await sees(form.getByText('Not sent yet.'));
    expect(await line.inputValue()).toBe('errors under 1 %');
    expect(await line.evaluate((input) => input === document.activeElement)).toBe(false);
    await form.getByRole('button', { name: 'Done' }).click();
    await sees(page.getByRole('button', { name: 'Add an exit criterion. Draft waiting' }));
    await adds.click();
    await form.getByRole('button', { name: 'Discard' }).click();
    await line.press('Escape');
    await seesNoMore(page.getByRole('button', { name: 'Add an exit criterion. Draft waiting' }));
  });

  it('JR277 what the receiver of command has ticked is there again after a reload with what they wrote, and nothing of it is left once the offer is over', async () => {
    await palette(priya, 'assign', /^Assign a task/);
    await field(priya, 'Who does what, and for how long').fill('Bob check the replicas 30m');
    await priya.page.keyboard.press('Enter');
    await seesNoMore(priya.page.getByRole('dialog'));
    await palette(priya, 'hand', /^Hand off/);
    const offers = priya.page.getByRole('dialog');
    await offers.getByRole('radio', { name: /Ana R/ }).check();
    await offers.getByRole('radio', { name: 'Worse' }).check();
    await field(priya, /If this happens/).fill('p99 above 2 s: fail over to eu-2');
    await offers.getByRole('button', { name: /^Offer (command|anyway)$/ }).click();
    const dialog = ana.page.getByRole('dialog');
    const has = dialog.getByRole('checkbox', { name: /^I have it:.*check the replicas/ });
    const heard = dialog.getByRole('checkbox', { name: 'I heard the brief and have the tasks as listed' });
    const first = field(ana, /First thing I’ll do/);
    const comesBack = async (): Promise<void> => {
      await ana.page.reload();
      await sees(first);
    };
    await has.check();
    await first.fill('check the replicas with Bob');
    await comesBack();
    await sees(has);
    expect(await has.isChecked()).toBe(true);
    expect(await first.inputValue()).toBe('check the replicas with Bob');
    await has.uncheck();
    await comesBack();
    await sees(has);
    expect(await has.isChecked()).toBe(false);
    await priya.page.getByRole('button', { name: 'Handed over aloud' }).click();
    await heard.check();
    await comesBack();
    await sees(heard);
    expect(await heard.isChecked()).toBe(true);
    await priya.page.getByRole('button', { name: 'Withdraw' }).click();
    await seesNoMore(dialog);
    const kept = (): Promise<string[]> =>
      ana.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.receive.')));
    await until('nothing of it is left', async () => (await kept()).length === 0);
  });
});
