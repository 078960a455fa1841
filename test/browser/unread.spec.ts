/** Journeys of chat that someone has not looked at: Priya at a desk, Bob with a phone. */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { declare, Fixture, inRoom, joins } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { chat, tab } from '../support/browser/writing.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L', { size: { width: 390, height: 844 } }),
  ]);
});

strikesAfterwards(() => fixture);

const chatTab = ({ page }: Person): Locator => page.getByRole('tab', { name: 'Chat', exact: true });
const unread = ({ page }: Person): Locator => page.getByRole('tab', { name: 'Chat New messages' });
/** Its pane, on the phone. */
const below = ({ page }: Person): Locator => page.getByRole('tab', { name: 'Timeline New chat messages' });
const says = async (person: Person, text: string): Promise<void> => {
  await chat(person).fill(text);
  await chat(person).press('Enter');
};

describe.sequential('journeys of chat that was not looked at', () => {
  it('JR276 what others say in the chat is marked on its tab, and on a phone on the one that holds it, until it was looked at; one’s own lines and what was there before are not', async () => {
    const path = await declare(priya, 'Checkout fails for customers in the EU', 2);
    await tab(priya, 'Chat');
    await says(priya, 'was here before Bob');
    await tab(priya, 'Timeline');
    await joins(bob, path);
    await sees(chatTab(priya));
    expect(await below(bob).count()).toBe(0);
    await tab(priya, 'Chat');
    await says(priya, '@Bob is the bank reachable?');
    await tab(priya, 'Timeline');
    await sees(below(bob));
    await bob.page.reload();
    await inRoom(bob);
    await below(bob).click();
    await unread(bob).click();
    await sees(bob.page.getByRole('log').getByText('is the bank reachable?'));
    await says(bob, 'yes, since ten');
    await sees(unread(priya));
    await bob.page.getByRole('tab', { name: 'Now' }).click();
    await tab(priya, 'Chat');
    await sees(priya.page.getByRole('log').getByText('yes, since ten'));
    await tab(priya, 'Timeline');
    await seesNoMore(unread(priya));
    await sees(chatTab(priya));
    expect(await below(bob).count()).toBe(0);
    await tab(priya, 'Chat');
    await says(priya, 'then call them');
    await tab(priya, 'Timeline');
    // The chat is in front of its pane, and the pane is not.
    await below(bob).click();
    await sees(bob.page.getByRole('log').getByText('then call them'));
    await bob.page.getByRole('tab', { name: 'Now' }).click();
    await seesNoMore(below(bob));
    await bob.page.reload();
    await inRoom(bob);
    expect(await below(bob).count()).toBe(0);
  });
});
