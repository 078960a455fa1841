/**
 * Journeys on the page of people: what everyone changes about themselves, what administrators change about others, and
 * what those in a room see of it.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, Fixture, inRoom, joins } from '../support/browser/room.ts';
import { resizes, seriousFindings } from '../support/browser/page-checks.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

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
const press = ({ page }: Person, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
async function opensOwn(person: Person, called: string): Promise<void> {
  await person.page.goto('/');
  await person.page.getByRole('button', { name: called }).click();
  await person.page.getByRole('menuitem', { name: 'My account' }).click();
  await sees(person.page.getByRole('heading', { name: called, level: 2 }));
}
const chooses = async ({ page }: Person, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(words);
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

  async function inRoomAgain(): Promise<void> {
    await resizes(priya, [1440, 900]);
    await priya.page.goto(path);
    await inRoom(priya);
  }

  async function isWhole({ page }: Person, name: string): Promise<void> {
    for (const theme of ['dark', 'light']) {
      await page.evaluate((next) => (document.documentElement.dataset['theme'] = next), theme);
      expect(await seriousFindings({ page }, 'main'), `${name} ${theme}`).toEqual([]);
      if (process.env['WF_PICTURES'] !== undefined)
        await page.screenshot({ path: `test-results/people${name}-${theme}.png`, fullPage: true });
    }
    const cut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(cut, `${name} is wider than its window`).toBe(false);
  }
});
