/**
 * Journeys of a room that is closed: it is read without joining, shows what it was, and is opened again by anyone who
 * may respond. One room, one story.
 */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, Fixture, joins, paper } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { chat, palette, tab, toTheEnd } from '../support/browser/writing.ts';
import { until } from '../support/server/private-redis.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let path: string;

const dialog = ({ page }: Person): Locator => page.getByRole('dialog');
const choose = async (person: Person, item: string): Promise<void> => {
  await person.page.getByRole('button', { name: 'Incident', exact: true }).click();
  await person.page.getByRole('menuitem', { name: item }).click();
};
/** Closes with what the dialog proposes. */
const closes = async (person: Person): Promise<void> => {
  await choose(person, 'Close the incident');
  await dialog(person).getByRole('button', { name: 'Close the incident' }).click();
  await dialog(person).locator('[data-command="incident.close"]').click();
  await sees(person.page.getByRole('region', { name: 'Closed' }));
};
/** As a program would, in a person's name; refusals fail the test. */
const acts = (person: Person, type: string, data: object): Promise<void> =>
  person.page.evaluate(
    async ({ room, wish }) => {
      const { room: state } = (await (await fetch(`/api${room}`)).json()) as { room: { floor: { epoch: number } } };
      const answer = await fetch(`/api${room}/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...wish, id: crypto.randomUUID(), epoch: state.floor.epoch }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    { room: path, wish: { type, data } },
  );
interface Folded {
  readonly room: {
    readonly timeline: { readonly followUps: ReadonlyArray<{ readonly entry: string }> };
    readonly floor: { readonly offer: { readonly id: string } | null };
  };
}
const folded = (): Promise<Folded> =>
  priya.page.evaluate(async (room) => (await fetch(`/api${room}`)).json() as Promise<Folded>, path);
const followUps = async () => (await folded()).room.timeline.followUps;
const floor = async () => (await folded()).room.floor;
const idOf = ({ page }: Person): Promise<string> =>
  page.evaluate(async () => ((await (await fetch('/api/me')).json()) as { id: string }).id);
/** As the server knows them. */
const standing = (person: Person): Promise<unknown> =>
  person.page.evaluate(async (room) => {
    const asked = async (address: string): Promise<unknown> => (await fetch(address)).json();
    const [me, { room: state }] = (await Promise.all([asked('/api/me'), asked(`/api${room}`)])) as [
      { id: string },
      { room: { crew: { members: Record<string, { as: string }> } } },
    ];
    return state.crew.members[me.id]?.as ?? null;
  }, path);

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L')]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 4);
});

strikesAfterwards(() => fixture);

describe.sequential('journeys of a closed room', () => {
  it('JR280 a responder who was never in a closed room reads it without joining, writes in it, and reopens it', async () => {
    await closes(priya);
    await joins(bob, path);
    await sees(bob.page.getByRole('region', { name: 'Closed' }));
    expect(await standing(bob)).toBe(null);
    await tab(bob, 'Chat');
    await chat(bob).fill('the provider has written a report');
    await bob.page.keyboard.press('Enter');
    await tab(priya, 'Chat');
    await sees(priya.page.getByText('the provider has written a report'));
    expect(await standing(bob)).toBe('responder');
    await paper(bob).click();
    await bob.page.keyboard.type('What the provider says');
    await sees(paper(priya).getByText('What the provider says'));

    const kim = await fixture.comes('Kim R');
    await joins(kim, path);
    await kim.page.getByRole('button', { name: 'Write in the document' }).click();
    await until('Kim may write', async () => (await paper(kim).getAttribute('contenteditable')) === 'true');
    await paper(kim).click();
    await kim.page.keyboard.type('Kim adds ');
    await sees(paper(priya).getByText('Kim adds'));

    const eva = await fixture.comes('Eva M');
    await joins(eva, path);
    expect(await standing(eva)).toBe(null);
    await choose(eva, 'Reopen the incident');
    await dialog(eva).getByLabel('Reason, in one line').fill('errors are back');
    await dialog(eva).getByRole('button', { name: 'Reopen and take command' }).click();
    await sees(priya.page.getByRole('button', { name: /Eva M.*provisional/ }));
    expect([...bob.complaints, ...eva.complaints].filter((each) => !each.includes('401'))).toEqual([]);
  });

  it('JR281 an administrator sets the policy for new rooms; the next one shows it, and others read who may change it', async () => {
    const { page } = priya;
    await page.goto('/');
    await page.getByRole('link', { name: 'Policy' }).click();
    await sees(page.getByRole('heading', { name: 'Policy' }));
    const offer = page.getByRole('textbox', { name: /^Offer of command/ });
    await offer.fill('5');
    await sees(page.getByRole('alert').getByText('Write a number with its unit'));
    await offer.fill('2 h');
    await sees(page.getByRole('alert').getByText('From 1 min to 30 min.'));
    await sees(page.getByText('Correct the marked values first.'));
    expect(await page.getByRole('button', { name: 'Save policy' }).getAttribute('aria-disabled')).toBe('true');
    await offer.fill('90 s');
    await page.getByRole('radio', { name: /Trained people/ }).check();
    await sees(page.getByText('2 values changed'));
    await page.getByRole('button', { name: 'Save policy' }).click();
    await sees(page.getByText('Everything is saved.'));
    await page.reload();
    await until('it was saved', async () => (await offer.inputValue()) === '1 min 30 s');
    await page.goto('/');
    await declare(priya, 'Search is slow', 4);
    await choose(priya, 'Policy of this room');
    await sees(dialog(priya).getByText('1 min 30 s'));
    await sees(dialog(priya).getByText('Trained people'));
    await bob.page.goto('/settings/policy');
    await sees(bob.page.getByText('Only administrators change them.'));
    await sees(bob.page.getByText('1 min 30 s'));
    await palette(priya, 'policy', 'Policy for new rooms');
    await sees(page.getByRole('heading', { name: 'Policy', exact: true }));
  });

  it('JR282 a TODO is listed with its author and a count, corrected and struck out there too, and leads to its line', async () => {
    await priya.page.goto('/');
    path = await declare(priya, 'Payments are slow', 4);
    await joins(bob, path);
    await tab(bob, 'Chat');
    await chat(bob).fill('TODO no alert on deploy 812');
    await bob.page.keyboard.press('Enter');
    const list = priya.page.getByRole('region', { name: 'Follow-ups' });
    await sees(list.getByText('no alert on deploy 812'));
    await sees(list.getByText(/^Bob L,/));
    // So many lines that the follow-up is on an older page.
    for (let turn = 0; turn < 130; turn += 1) await acts(bob, 'timeline.note', { text: `line ${turn}` });
    await priya.page.reload();
    await list.getByRole('button', { name: 'no alert on deploy 812' }).click();
    const found = priya.page.getByRole('log', { name: 'Timeline' }).getByText('no alert on deploy 812');
    await sees(found);
    await until('the line is marked', async () => (await priya.page.locator('[data-found="true"]').count()) === 1);
    await sees(priya.page.locator('[data-found="true"]').getByText('no alert on deploy 812'));
    const { entry } = (await followUps())[0] ?? { entry: '' };
    await acts(bob, 'timeline.correct', { entry, text: 'no alert on deploys', why: 'all of them' });
    await sees(list.getByRole('button', { name: 'no alert on deploys' }));
    await acts(bob, 'timeline.note', { text: 'TODO nobody owns the queue' });
    await sees(list.getByText('nobody owns the queue'));
    await acts(bob, 'timeline.strike', { entry, why: 'there is one' });
    await seesNoMore(list.getByText('no alert on deploys'));
  });

  it('JR283 the command chain says number, beginning and reason of each tenure, and opens what was handed over', async () => {
    const brief = { trend: 'better', ifThen: ['Errors above 2 %: roll back'], why: 'shift' };
    const bobs = await idOf(bob);
    await acts(priya, 'floor.offer', { to: bobs, brief });
    await acts(priya, 'floor.add-to-brief', { text: 'Kim knows the queue' });
    await sees(bob.page.getByText('Kim knows the queue'));
    const { offer } = await floor();
    await acts(bob, 'floor.accept', { offerId: offer?.id, readBack: 'Watch the errors first', taken: [] });
    await priya.page
      .getByRole('button', { name: /Bob L.*in command/ })
      .first()
      .click();
    const chain = priya.page.getByRole('list', { name: 'Command chain' });
    await sees(chain.getByText('term 2'));
    await sees(chain.getByText('Bob L accepted command from Priya N'));
    await chain.getByText('Brief and read-back').click();
    for (const words of ['Errors above 2 %: roll back', 'Kim knows the queue', 'Shift ends'])
      await sees(chain.getByText(words));
    await sees(chain.getByText('Watch the errors first').last());
    await priya.page.keyboard.press('Escape');
  });

  it('JR284 the facts of the header are changed by pressing them, with the keyboard too; others read who may', async () => {
    const header = bob.page.locator('header').first();
    const fact = (person: Person, name: string | RegExp): Locator =>
      person.page.locator('header').first().getByRole('button', { name });
    await fact(bob, 'Payments are slow').focus();
    await bob.page.keyboard.press('Enter');
    await dialog(bob).getByRole('textbox').fill('Payments fail');
    await dialog(bob).getByRole('button', { name: 'Rename' }).click();
    await sees(fact(priya, 'Payments fail'));
    await fact(bob, 'Investigating').click();
    await dialog(bob)
      .getByRole('radio', { name: /Identified/ })
      .check();
    await dialog(bob).locator('[data-command="incident.set-status"]').click();
    await sees(fact(priya, 'Identified'));
    // The header has the impact while the Now block is out of sight.
    await toTheEnd(bob);
    await header.getByRole('button', { name: /^Impact/ }).click();
    await bob.page.getByRole('textbox', { name: 'Impact' }).fill('EU cards fail');
    await bob.page.keyboard.press('Control+Enter');
    await sees(priya.page.getByRole('region', { name: 'Now' }).getByText('EU cards fail'));
    await header.getByRole('button', { name: 'No update due' }).click();
    await sees(dialog(bob));
    await bob.page.keyboard.press('Escape');
    await seesNoMore(dialog(bob));
    await fact(priya, 'Identified').hover();
    await sees(priya.page.getByRole('tooltip').getByText(/Only the commander can do that/));
    expect(await fact(priya, 'Payments fail').getAttribute('aria-disabled')).toBe('true');
  });

  it('JR285 people of a closed room see its summary first and reopen it from there, on a phone as well', async () => {
    await closes(bob);
    const summary = priya.page.getByRole('region', { name: 'Closed' });
    await sees(summary.getByText('EU cards fail'));
    await sees(summary.getByText('1 change of command'));
    await sees(summary.getByText('Bob L owns it'));
    await sees(summary.getByText('nobody owns the queue'));
    await sees(summary.getByRole('link', { name: 'Document as Markdown' }));
    await summary.getByRole('button', { name: 'Timeline' }).click();
    const kim = await fixture.comes('Kim P', { size: { width: 390, height: 844 } });
    await joins(kim, path);
    const small = kim.page.getByRole('region', { name: 'Closed' });
    await sees(small.getByText('Bob L owns it'));
    expect(await kim.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await small.getByRole('button', { name: 'Reopen' }).click();
    await dialog(kim).getByLabel('Reason, in one line').fill('errors are back');
    await dialog(kim).getByRole('button', { name: 'Reopen and take command' }).click();
    await seesNoMore(summary);
    await sees(priya.page.getByRole('button', { name: /Kim P.*provisional/ }));
  });
});
