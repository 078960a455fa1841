/**
 * Journeys on the page of people: what everyone changes about themselves, what administrators change about others, and
 * what those in a room see of it.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, Fixture, inRoom, joins } from '../support/browser/room.ts';
import { wears } from '../support/browser/command-desk.ts';
import { resizes, seriousFindings } from '../support/browser/page-checks.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { call, OPERATOR } from '../support/server/server-process.ts';

let fixture: Fixture;
let priya: Person;
let kim: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, kim] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Kim R')]);
  path = await declare(priya, 'Checkout fails', 2);
  await joins(kim, path);
});

strikesAfterwards(() => fixture);

const entry = ({ page }: Person, name: string) =>
  page.getByRole('list', { name: 'Active people' }).getByRole('link', { name });
const said = (person: Person, words: string) => person.page.getByText(words).first();
const adds = async (name: string): Promise<void> =>
  expect((await call(fixture.server, 'POST', '/api/people', { token: OPERATOR, body: { name } })).status).toBe(201);
const press = ({ page }: Person, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
async function opensOwn(person: Person, called: string): Promise<void> {
  await person.page.goto('/');
  await person.page.getByRole('button', { name: called }).click();
  await person.page.getByRole('menuitem', { name: 'My account' }).click();
  await sees(person.page.getByRole('heading', { name: called, level: 2 }));
}
const chooses = async ({ page }: Person, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'What do you want to do?' }).fill(words);
  await page.getByRole('option').first().click();
};

describe.sequential('journeys of people', () => {
  it('JR250 a person changes their own name and area; those in their rooms see the new name without a reload', async () => {
    await opensOwn(kim, 'Kim R');
    expect(await kim.page.getByRole('button', { name: /administrator|Deactivate/ }).count()).toBe(0);
    await kim.page.getByLabel('Your name').fill('Kim Rivera');
    await kim.page.getByLabel('Your area').fill('database');
    await press(kim, 'Save');
    await sees(kim.page.getByRole('heading', { name: 'Kim Rivera', level: 2 }));
    await sees(said(priya, 'Kim R is now called Kim Rivera.'));
    await priya.page.goto('/people');
    await sees(entry(priya, 'Kim Rivera').getByText('database'));
    await joins(priya, path);
  });

  it('JR251 an administrator renames, trains and promotes a person, who then manages people too, and takes it back', async () => {
    await priya.page.goto('/people');
    await entry(priya, 'Kim Rivera').click();
    await priya.page.getByLabel('Name', { exact: true }).fill('Kim Rivera-Lopez');
    await press(priya, 'Save');
    await sees(priya.page.getByRole('heading', { name: 'Kim Rivera-Lopez', level: 2 }));
    await press(priya, 'Mark as trained');
    await sees(said(priya, 'database · trained to command'));
    await press(priya, 'Make administrator: Kim Rivera-Lopez');
    await sees(said(priya, 'Kim Rivera-Lopez can manage everyone here, you included, at once.'));
    await press(priya, /^Make administrator now/);
    await sees(said(priya, 'database · administrator · trained to command'));
    await kim.page.goto('/people');
    await sees(entry(kim, 'Priya N'));
    await press(priya, 'Remove as administrator: Kim Rivera-Lopez');
    await press(priya, /^Remove now/);
    await seesNoMore(said(priya, 'database · administrator · trained to command'));
    await kim.page.goto('/people');
    await sees(kim.page.getByRole('heading', { name: 'My account' }));
  });

  it('JR252 the palettes of the lobby and of a room lead to the page, which is whole on a phone, in both themes', async () => {
    await joins(kim, path);
    await chooses(kim, 'My account');
    await sees(kim.page.getByRole('heading', { name: 'My account' }));
    await priya.page.goto('/');
    await sees(priya.page.getByText('Join as'));
    await chooses(priya, 'People');
    for (const size of [
      [390, 844],
      [1280, 800],
      [1440, 900],
    ] as const) {
      await resizes(priya, size);
      for (const address of ['/people', '/people/invites']) {
        await priya.page.goto(address);
        await sees(priya.page.getByText(address === '/people' ? /\d people|One person/ : 'Active invite links'));
        await isWhole(priya, `${address.replaceAll('/', '-')}-${size[0]}`);
      }
      await priya.page.goto('/people');
      await entry(priya, 'Kim Rivera-Lopez').click();
      await sees(priya.page.getByRole('heading', { name: 'Kim Rivera-Lopez', level: 2 }));
      await sees(priya.page.getByText(/tokens\.$/));
      await isWhole(priya, `-sheet-${size[0]}`);
    }
    await inRoomAgain();
  });

  it('JR253 a person sees the browsers they are signed in on and ends one; an administrator ends another', async () => {
    const link = async (): Promise<string> =>
      (await (await kim.page.request.post('/api/device', { data: {}, headers: { origin } })).json()).url as string;
    const origin = fixture.server.url;
    const others = await Promise.all([1, 2].map(() => fixture.testBrowser.person({ baseURL: origin })));
    for (const { page } of others) {
      await page.goto(new URL(await link()).pathname);
      await page.getByRole('button', { name: 'Use this device' }).click();
      await page.waitForURL('**/');
    }
    await opensOwn(kim, 'Kim Rivera-Lopez');
    const ends = (person: Person) => person.page.getByRole('button', { name: /^End: Chrome on/ });
    await sees(kim.page.getByText('this browser'));
    await expect.poll(() => ends(kim).count()).toBe(2);
    await ends(kim).first().click();
    await sees(said(kim, 'It is signed out within two seconds.'));
    await press(kim, /^End now/);
    await expect.poll(() => ends(kim).count()).toBe(1);
    await expect.poll(signedOut).toBe(1);
    await priya.page.goto('/people');
    await entry(priya, 'Kim Rivera-Lopez').click();
    await press(priya, 'Sign out everywhere: Kim Rivera-Lopez');
    await isWhole(priya, '-devices');
    await press(priya, 'Sign out on 2 devices now: Sign out everywhere: Kim Rivera-Lopez');
    await expect.poll(signedOut).toBe(2);
    await sees(kim.page.getByText('You’re signed out'));

    async function signedOut(): Promise<number> {
      const shown = await Promise.all(others.map(({ page }) => page.getByText('You’re signed out').isVisible()));
      return shown.filter(Boolean).length;
    }
  });

  it('JR254 an administrator adds a person and gives a link by which they, and people who were signed out, come in as themselves', async () => {
    await press(priya, 'Add person');
    await priya.page.getByRole('dialog').getByLabel('Name').fill('Łukasz W');
    await priya.page.getByRole('dialog').getByRole('button', { name: 'Add person' }).click();
    await sees(priya.page.getByRole('heading', { name: 'Łukasz W', level: 2 }));
    const lukasz = await fixture.testBrowser.person({ baseURL: fixture.server.url });
    for (const [person, name] of [
      [lukasz, 'Łukasz W'],
      [kim, 'Kim Rivera-Lopez'],
    ] as const) {
      await priya.page.goto('/people');
      await entry(priya, name).click();
      await press(priya, 'Create sign-in link');
      const link = await priya.page.getByLabel(`Send this link to ${name}`).inputValue();
      await isWhole(priya, '-link');
      await person.page.goto(new URL(link).pathname);
      await sees(person.page.getByText(`Continue as ${name}`));
      await press(person, 'Use this device');
      await person.page.waitForURL('**/');
      await sees(person.page.getByRole('button', { name }));
    }
  });

  it('JR255 among 500 people one is found by typing a part of their name, without accents', async () => {
    const names = Array.from({ length: 500 }, (_, at) => `Person ${at}`);
    for (let at = 0; at < names.length; at += 10) await Promise.all(names.slice(at, at + 10).map((name) => adds(name)));
    await priya.page.goto('/people');
    await sees(priya.page.getByText('503 people'));
    await priya.page.keyboard.press('/');
    await priya.page.keyboard.type('lukasz');
    await sees(priya.page.getByText('1 of 503'));
    await sees(entry(priya, 'Łukasz W'));
    await priya.page.getByLabel('Search people').fill('person 499');
    await priya.page.keyboard.press('ArrowDown');
    await priya.page.keyboard.press('ArrowDown');
    await priya.page.keyboard.press('Enter');
    await sees(priya.page.getByRole('heading', { name: 'Person 499', level: 2 }));
  });

  it('JR256 an administrator deactivates a person from inside the room: they are signed out there, and the room says so', async () => {
    await joins(kim, path);
    await inRoomAgain();
    await priya.page.keyboard.press('w');
    await priya.page
      .getByRole('list', { name: /this room/ })
      .getByRole('button', { name: 'Kim Rivera-Lopez' })
      .click();
    await priya.page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await sees(priya.page.getByText('Kim Rivera-Lopez is signed out everywhere within two seconds.'));
    expect(await seriousFindings(priya, '[role="dialog"]')).toEqual([]);
    if (process.env['WF_PICTURES'] !== undefined) await priya.page.screenshot({ path: 'test-results/people-room.png' });
    await press(priya, 'Deactivate Kim Rivera-Lopez');
    await sees(kim.page.getByText('You’re signed out'));
    await sees(said(priya, 'Kim Rivera-Lopez was removed from the room: deactivated by an administrator'));
  });

  async function inRoomAgain(): Promise<void> {
    await resizes(priya, [1440, 900]);
    await priya.page.goto(path);
    await inRoom(priya);
  }

  async function isWhole(person: Person, name: string): Promise<void> {
    const { page } = person;
    for (const theme of ['light', 'dark'] as const) {
      await wears(person, theme);
      expect(await seriousFindings(person, 'main'), `${name} ${theme}`).toEqual([]);
      if (process.env['WF_PICTURES'] !== undefined)
        await page.screenshot({ path: `test-results/people${name}-${theme}.png`, fullPage: true });
    }
    const cut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(cut, `${name} is wider than its window`).toBe(false);
  }
});
