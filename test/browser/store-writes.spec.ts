/**
 * Journeys while the store takes no writes: every screen says so, what people type is kept and sent afterwards, once,
 * and no dialog or button is silent.
 */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Redis } from 'ioredis';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, paper, Fixture } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let store: Redis;
let priya: Person;
let bob: Person;
let ana: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  store = fixture.redis.client();
  priya = await fixture.administrator('Priya N');
  [bob, ana] = await Promise.all([fixture.comes('Bob L'), fixture.comes('Ana S')]);
  await joins(bob, await declare(priya, 'Checkout fails for customers in the EU', 2));
  await sees(priya.page.getByText('2 here'));
});
afterEach(async () => {
  await store.config('SET', 'min-replicas-to-write', '0');
  await store.call('REPLICAOF', 'NO', 'ONE');
});
strikesAfterwards(() => fixture);

const strip = ({ page }: Person) => page.getByText('Nothing can be saved right now', { exact: true });
const lines = ({ page }: Person) => page.getByRole('log');
const everyone = (): Person[] => [priya, bob, ana];

async function says({ page }: Person, text: string): Promise<void> {
  await page.getByRole('tab', { name: /Chat/ }).click();
  await page.getByLabel('Message', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

describe.sequential('journeys while nothing can be saved', () => {
  it('JR257 while the store takes no writes every screen says so and what is kept; chat and document typed meanwhile are there once afterwards', async () => {
    await store.call('REPLICAOF', '127.0.0.1', '1');
    for (const person of everyone()) await sees(strip(person));
    for (const person of [priya, bob]) {
      await sees(person.page.getByRole('img', { name: 'Connection: not saving' }));
      await sees(person.page.getByText(/they’re kept in this browser and sent as soon as saving works/));
    }
    await sees(ana.page.getByText(/What you type stays here/));
    await says(priya, 'typed while nothing was saved');
    await sees(priya.page.getByText(/waiting until saving works/));
    await sees(priya.page.getByText('1 waiting to be sent'));
    await paper(bob).click();
    await bob.page.keyboard.press('Control+End');
    await bob.page.keyboard.press('Enter');
    await bob.page.keyboard.type('written meanwhile');
    await sees(bob.page.getByText(/^unsynced \d+$/));
    await store.call('REPLICAOF', 'NO', 'ONE');
    for (const person of everyone()) await seesNoMore(strip(person));
    await sees(bob.page.getByText('saved', { exact: true }));
    await bob.page.getByRole('tab', { name: /Chat/ }).click();
    for (const person of [priya, bob]) {
      await sees(lines(person).getByText('typed while nothing was saved'));
      await sees(paper(person).getByText('written meanwhile'));
      expect(await lines(person).getByText('typed while nothing was saved').count()).toBe(1);
    }
    await sees(priya.page.getByRole('img', { name: 'Connection: live' }));
  });

  it('JR258 a person who presses meanwhile reads why it is not possible, keeps what they wrote, and does it afterwards', async () => {
    await ana.page.getByLabel('What’s broken, and who’s affected?').fill('Search is slow for everyone');
    await ana.page.getByRole('radio', { name: /SEV3/ }).check();
    await store.config('SET', 'min-replicas-to-write', '1');
    await sees(strip(ana));
    await ana.page.getByRole('button', { name: 'Declare the incident' }).click();
    await sees(ana.page.getByText(/takes no writes. Nothing was saved/));
    await bob.page.reload();
    await sees(strip(bob));
    await bob.page.keyboard.press('t');
    const dialog = bob.page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('check the replicas 5m');
    const take = dialog.getByRole('button', { name: 'Take task' });
    await take.hover();
    await sees(bob.page.locator('[role=tooltip]:popover-open', { hasText: 'so this isn’t available' }));
    await store.config('SET', 'min-replicas-to-write', '0');
    await seesNoMore(strip(bob));
    await take.click();
    // It closes when the server has accepted it.
    await seesNoMore(dialog);
    await sees(priya.page.getByText('check the replicas'));
    await seesNoMore(strip(ana));
    await ana.page.getByRole('button', { name: 'Declare the incident' }).click();
    await ana.page.waitForURL(/\/rooms\/inc-/);
  });
});
