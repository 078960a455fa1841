/**
 * Small things where they are needed: what was suggested beside what decides it, two buttons that say what each does, a
 * press that does one thing. One room, one story.
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
const roles = ({ page }: Person): Locator => page.getByRole('region', { name: /^Roles/ });
const needsYou = ({ page }: Person): Locator => page.getByRole('region', { name: 'Needs you' });
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
const idOf = ({ page }: Person): Promise<string> =>
  page.evaluate(async () => ((await (await fetch('/api/me')).json()) as { id: string }).id);

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L')]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 4);
  await joins(bob, path);
  await acts(bob, 'timeline.say', { text: 'here' });
});

strikesAfterwards(() => fixture);

describe.sequential('what is at hand', () => {
  it('JR393 a suggested severity is marked in the header and stands in its dialog, and is used from there', async () => {
    await acts(bob, 'incident.suggest-severity', { severity: 2, why: 'the US too' });
    const fact = priya.page.locator('[data-fact="severity"]').first();
    await sees(priya.page.getByRole('img', { name: 'SEV2 is suggested' }));
    await fact.click();
    await sees(dialog(priya).getByRole('list', { name: 'Suggested severity' }).getByText('the US too'));
    await dialog(priya).getByRole('button', { name: 'Change severity' }).click();
    await dialog(priya)
      .getByRole('list', { name: 'Suggested severity' })
      .getByRole('button', { name: /Set SEV2/ })
      .click();
    await seesNoMore(dialog(priya).getByRole('list', { name: 'Suggested severity' }));
    await dialog(priya).getByRole('button', { name: 'Set to SEV2' }).click();
    await seesNoMore(dialog(priya));
    await seesNoMore(priya.page.getByRole('img', { name: 'SEV2 is suggested' }));
  });

  it('JR394 beside a volunteer one button gives them the role, by their name, and the other says that it is for someone else', async () => {
    await acts(bob, 'crew.volunteer', { role: 'scribe' });
    const scribe = roles(priya).getByRole('listitem').filter({ hasText: 'Scribe' });
    await sees(scribe.getByRole('button', { name: 'Assign someone else as Scribe' }));
    await scribe.getByRole('button', { name: 'Assign Bob as Scribe' }).click();
    await sees(priya.page.getByText('Bob L is now Scribe.').first());
    expect(await priya.page.getByText('Bob L was asked to be Scribe').count()).toBe(0);
  });

  it('JR395 a second click, or a key held down, does not press what has taken the place of the first', async () => {
    const to = await idOf(bob);
    await acts(priya, 'tasks.assign', { to, what: 'check the replicas', minutes: 10 });
    await acts(priya, 'tasks.assign', { to, what: 'look at the graphs', minutes: 10 });
    const own = (what: string): Locator => bob.page.getByRole('group', { name: `Your task: ${what}` });
    const acknowledge = own('check the replicas').getByRole('button', { name: 'Acknowledge' });
    const place = await acknowledge.boundingBox();
    if (place === null) throw new Error('the button is not on the screen');
    const [x, y] = [place.x + place.width / 3, place.y + place.height / 2];
    await bob.page.mouse.click(x, y);
    await sees(own('check the replicas').getByRole('button', { name: 'Done' }));
    await bob.page.mouse.move(x, y);
    await bob.page.mouse.down({ clickCount: 2 });
    await bob.page.mouse.up({ clickCount: 2 });
    await bob.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await bob.page.keyboard.down('a');
    await sees(own('look at the graphs').getByRole('button', { name: 'Done' }));
    await acts(priya, 'tasks.assign', { to, what: 'call the provider', minutes: 10 });
    await sees(needsYou(bob).getByText(/call the provider/));
    await bob.page.keyboard.down('a');
    await bob.page.keyboard.up('a');
    await acts(bob, 'timeline.say', { text: 'after both' });
    for (const what of ['check the replicas', 'look at the graphs'])
      await sees(own(what).getByRole('button', { name: 'Done' }));
    await sees(own('call the provider').getByRole('button', { name: 'Acknowledge' }));
  });

  it('JR396 texts that stand together unsent have one notice, which says how many and discards them all', async () => {
    const { page } = priya;
    for (const [name, text] of [
      ['We know', 'deploy 812'],
      ['Plan', 'roll back'],
    ] as const) {
      await page.getByRole('button', { name: `Edit: ${name}` }).click();
      await page.getByRole('textbox', { name }).fill(text);
    }
    await page.reload();
    const now = page.getByRole('region', { name: 'Now' });
    await sees(now.getByText('2 texts not sent yet.'));
    expect(await now.getByText(/not sent yet/i).count()).toBe(1);
    await now.getByRole('button', { name: 'Discard all' }).click();
    await seesNoMore(now.getByText(/not sent yet/i));
    expect(await now.getByRole('textbox', { name: 'Plan' }).inputValue()).toBe('');
    await page.reload();
  });

  it('JR397 the policy of a room says after which time command may be assumed as the room is now', async () => {
    const reads = async (): Promise<Locator> => {
      await priya.page.getByRole('button', { name: 'Incident', exact: true }).click();
      await priya.page.getByRole('menuitem', { name: 'Policy of this room' }).click();
      return dialog(priya);
    };
    await sees((await reads()).getByText(/any responder may assume command after 2 min/));
    await priya.page.keyboard.press('Escape');
    await acts(priya, 'crew.assign', { person: await idOf(bob), role: 'deputy' });
    await acts(bob, 'crew.accept', { role: 'deputy' });
    await sees(
      (await reads()).getByText(/Bob L may assume command as deputy after 2 min, any other responder after 5 min/),
    );
    await priya.page.keyboard.press('Escape');
  });

  it('JR398 on a phone a reload returns to the tab and the list one was in, and another room opens at its beginning', async () => {
    const { page } = bob;
    await page.setViewportSize({ width: 390, height: 844 });
    await page
      .getByRole('tab', { name: /Timeline/ })
      .first()
      .click();
    await page.getByRole('tab', { name: /^Chat/ }).click();
    await page.reload();
    await sees(page.getByRole('log', { name: 'Chat' }).filter({ visible: true }));
    await page.goto('/');
    await declare(bob, 'Login is down', 4);
    await sees(page.getByRole('tab', { name: 'Now', selected: true }));
    await joins(bob, path);
    await sees(page.getByRole('log', { name: 'Chat' }).filter({ visible: true }));
  });

  it('JR399 who has seen a Now block is counted without its reader', async () => {
    await acts(priya, 'incident.set-now', { impact: 'EU card payments fail', seen: 99 });
    await sees(priya.page.getByRole('region', { name: 'Now' }).getByText(/seen by (all|0 of 1)/));
    await bob.page.goto('/');
    await seesNoMore(priya.page.getByRole('region', { name: 'Now' }).getByText(/seen by/));
    expect([...priya.complaints, ...bob.complaints].filter((each) => !each.includes('401'))).toEqual([]);
  });
});
