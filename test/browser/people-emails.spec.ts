/** Journeys about who is who: emails on the page of people, and people with the same name. */
import { beforeAll, describe, expect, it } from 'vitest';
import { wears } from '../support/browser/command-desk.ts';
import { Fixture } from '../support/browser/room.ts';
import { resizes, seriousFindings } from '../support/browser/page-checks.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { sees, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let kim: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, kim] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Kim R')]);
});

strikesAfterwards(() => fixture);

const entry = ({ page }: Person, name: string) =>
  page.getByRole('list', { name: 'Active people' }).getByRole('link', { name });

describe.sequential('journeys of who is who', () => {
  it('JR420 an administrator gives a person an email and finds them by it; the person reads it, and two people with one name are told apart', async () => {
    const { page } = priya;
    await page.goto('/people');
    await page.getByRole('button', { name: 'Add person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Kim R');
    await dialog.getByLabel('Email (optional)').fill('kim@example.org');
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await sees(page.getByRole('heading', { name: 'Kim R (kim@example.org)', level: 2 }));
    await sees(entry(priya, 'Kim R (1)'));
    await entry(priya, 'Kim R (1)').click();
    await page.getByLabel('Email', { exact: true }).fill('KIM@example.org');
    await page.getByRole('button', { name: 'Save' }).click();
    await sees(page.getByText('Someone else here has this email.'));
    await page.getByLabel('Email', { exact: true }).fill('kim.r@example.org');
    await page.getByRole('button', { name: 'Save' }).click();
    await sees(page.getByRole('heading', { name: 'Kim R (kim.r@example.org)', level: 2 }));
    await page.getByLabel('Search people').fill('kim.r@');
    await sees(page.getByText('1 of 3'));
    for (const size of [
      [390, 844],
      [1280, 800],
    ] as const) {
      await resizes(priya, size);
      for (const theme of ['light', 'dark'] as const) {
        await wears(priya, theme);
        expect(await seriousFindings(priya, 'main'), theme).toEqual([]);
        if (process.env['WF_PICTURES'] !== undefined)
          await page.screenshot({ path: `test-results/emails-${size[0]}-${theme}.png`, fullPage: true });
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    }
    await kim.page.goto('/people');
    await sees(kim.page.getByText('Email: kim.r@example.org. Administrators change it.'));
    expect(await kim.page.getByRole('textbox', { name: 'Email' }).count()).toBe(0);
  });
});
