/**
 * Updates by the people who are responsible for them: the dialog opens on the right audience, who may not send asks for
 * the role instead of typing, and a text is changed before it is approved and published by one person.
 */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { Fixture, inRoom, joins } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let li: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob, li] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L'),
    fixture.comes('Li W'),
  ]);
  const id = await fixture.declareWithTimes(priya, { firstUpdateSeconds: 3600 });
  for (const person of [bob, li]) await joins(person, `/rooms/${id}`);
});

strikesAfterwards(() => fixture);

const writing = ({ page }: Person): Locator => page.getByRole('dialog', { name: 'Write an update' });
const text = (person: Person): Locator => writing(person).getByLabel('What’s happening, who’s affected');
const log = ({ page }: Person): Locator => page.getByRole('log');

describe.sequential('updates by the people who are responsible for them', () => {
  it('JR354 a person who may not send an update reads who may, asks for the role there, and writes as soon as they have it', async () => {
    await li.page.keyboard.press('u');
    await sees(writing(li).getByText('Priya N'));
    expect(await text(li).count()).toBe(0);
    await writing(li).getByRole('radio', { name: 'Customer' }).check();
    await writing(li).getByRole('button', { name: 'Volunteer as external comms' }).click();
    await sees(writing(li).getByText('Waiting for Priya N to assign it.'));
    await priya.page
      .getByRole('button', { name: /^Assign/ })
      .and(priya.page.locator('[data-command="crew.assign"]'))
      .first()
      .click();
    await sees(text(li));
    await li.page.keyboard.press('Escape');
  });

  it('JR355 the update dialog opens on the audience that a person is responsible for, for others on the one that is due first', async () => {
    await li.page.keyboard.press('u');
    await sees(text(li));
    expect(await writing(li).getByRole('radio', { name: 'Customer' }).isChecked()).toBe(true);
    await priya.page.keyboard.press('u');
    await sees(text(priya));
    expect(await writing(priya).getByRole('radio', { name: 'Internal' }).isChecked()).toBe(true);
    await priya.page.keyboard.press('Escape');
    await seesNoMore(writing(priya));
  });

  it('JR356 the commander changes a customer update before approving it, the change is on the timeline, and one person, named to everyone, publishes it', async () => {
    await text(li).fill('Some payments fail.');
    await writing(li).getByRole('button', { name: 'Ask for approval' }).click();
    await seesNoMore(writing(li));
    await priya.page.getByRole('button', { name: 'Review' }).first().click();
    const review = priya.page.getByRole('dialog', { name: 'Review customer update' });
    await sees(review.getByText('Li W publishes it.'));
    await review.getByLabel('Customers will read').fill('Some card payments fail. We’re working on it.');
    await sees(review.getByText('Some payments fail.'));
    await review.getByRole('button', { name: 'Approve with changes' }).click();
    await seesNoMore(review);
    for (const person of [priya, bob]) {
      await sees(log(person).getByText('Priya N edited the customer update: Some card payments fail.'));
      await sees(person.page.getByRole('list', { name: 'Customer update drafts' }).getByText(/Li W publishes it/));
    }
    expect(await bob.page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
    const owed = li.page.getByRole('region', { name: 'Needs you' });
    await sees(owed.getByText('Priya N approved the customer update'));
    await owed.getByRole('button', { name: 'Publish' }).click();
    const publish = li.page.getByRole('dialog', { name: 'Publish to customers' });
    await sees(publish.getByText('Some card payments fail. We’re working on it.'));
    await publish.getByRole('button', { name: 'Record as published' }).click();
    await publish.getByRole('button', { name: /Press again/ }).click();
    await sees(log(bob).getByText(/Customer update: Some card payments fail/));
    await seesNoMore(owed);
  });

  it('JR287 publishing says that Watchfloor records the customer update and posts it nowhere, and offers to copy it', async () => {
    const { page } = li;
    const said = page.getByRole('listitem').filter({ hasText: 'Watchfloor doesn’t post it for you yet.' });
    await said.getByRole('button', { name: 'Copy text' }).click();
    const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    expect(await copied()).toBe('Some card payments fail. We’re working on it.');
    await priya.page.keyboard.press('u');
    await writing(priya).getByRole('radio', { name: 'Customer' }).check();
    await text(priya).fill('Payments work again.');
    await sees(writing(priya).getByText('Watchfloor doesn’t post this for you yet.'));
    await sees(writing(priya).getByRole('button', { name: 'Copy text' }));
    await sees(writing(priya).getByRole('button', { name: 'Record as published' }));
    await priya.page.keyboard.press('Escape');
  });

  it('JR278 its author writes a waiting customer update again, and how its reviewer would say it comes back with the reason', async () => {
    const drafts = ({ page }: Person): Locator => page.getByRole('list', { name: 'Customer update drafts' });
    const asks = async (words: string): Promise<void> => {
      await text(li).fill(words);
      await writing(li).getByRole('button', { name: 'Ask for approval' }).click();
      await seesNoMore(writing(li));
    };
    await li.page.keyboard.press('u');
    await asks('Some transfers fail.');
    expect(await drafts(li).getByRole('button', { name: 'Review' }).count()).toBe(0);
    await drafts(li).getByRole('button', { name: 'Redraft' }).click();
    expect(await text(li).inputValue()).toBe('Some transfers fail.');
    await asks('Some transfers fail in Spain.');
    await sees(drafts(priya).getByText('Some transfers fail in Spain.'));
    expect(await drafts(priya).getByRole('listitem').count()).toBe(1);
    await drafts(priya).getByRole('button', { name: 'Review' }).click();
    const review = priya.page.getByRole('dialog', { name: 'Review customer update' });
    await review.getByLabel('Customers will read').fill('Transfers from Spain fail.');
    await review.getByLabel(/What should change/).fill('shorter');
    await review.getByRole('button', { name: 'Send back' }).click();
    await sees(log(bob).getByText('Customer update sent back: shorter. Suggested: Transfers from Spain fail.'));
    await li.page.getByRole('region', { name: 'Needs you' }).getByRole('button', { name: 'Redraft' }).click();
    expect(await text(li).inputValue()).toBe('Transfers from Spain fail.');
    await sees(writing(li).getByText('Your draft was sent back: shorter'));
    await li.page.keyboard.press('Escape');
    await seesNoMore(writing(li));
  });

  it('JR291 a customer update that is sent back waits for its author with the reason and its text; the time that was chosen survives a reload, and is published as it was approved', async () => {
    const dialog = (person: Person, name: string): Locator => person.page.getByRole('dialog', { name });
    const owed = ({ page }: Person): Locator => page.getByRole('region', { name: 'Needs you' });
    const reviews = async (): Promise<Locator> => {
      await owed(priya).getByRole('button', { name: 'Review' }).click();
      return dialog(priya, 'Review customer update');
    };
    await li.page.keyboard.press('u');
    await text(li).fill('Some wallets fail.');
    await writing(li).getByRole('radio', { name: '60 min' }).check({ force: true });
    await li.page.reload();
    await inRoom(li);
    await li.page.keyboard.press('u');
    expect(await text(li).inputValue()).toBe('Some wallets fail.');
    expect(await writing(li).getByRole('radio', { name: '60 min' }).isChecked()).toBe(true);
    await writing(li).getByRole('button', { name: 'Ask for approval' }).click();

    const first = await reviews();
    await first.getByLabel(/What should change/).fill('say which countries');
    await first.getByRole('button', { name: 'Send back' }).click();
    await seesNoMore(first);
    await sees(owed(li).getByText('Your customer update was sent back: say which countries'));
    await owed(li).getByRole('button', { name: 'Redraft' }).click();
    expect(await text(li).inputValue()).toBe('Some wallets fail.');
    await text(li).fill('Some wallets fail in Vietnam.');
    await writing(li).getByRole('radio', { name: '60 min' }).check({ force: true });
    await writing(li).getByRole('button', { name: 'Ask for approval' }).click();
    await seesNoMore(owed(li));

    const second = await reviews();
    // In the hour before midnight its day stands before it.
    const approved =
      /Next update at \D*(?:\d+\D+)?(\d\d:\d\dZ)/.exec((await second.textContent()) ?? '')?.[1] ?? 'no time';
    await second.getByRole('button', { name: 'Approve', exact: true }).click();
    await owed(li).getByRole('button', { name: 'Publish' }).click();
    const publish = dialog(li, 'Publish to customers');
    await publish.getByRole('button', { name: 'Record as published' }).click();
    await publish.getByRole('button', { name: /Press again/ }).click();
    await sees(log(bob).getByText(/Customer update: Some wallets fail in Vietnam/));
    await sees(bob.page.getByRole('region', { name: 'Updates' }).getByText(approved));
  });
});
