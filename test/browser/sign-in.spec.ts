/** Journeys of signing in by email and password: the page, the link that sets one, and changing it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { wears } from '../support/browser/command-desk.ts';
import { declare, Fixture } from '../support/browser/room.ts';
import { resizes, seriousFindings } from '../support/browser/page-checks.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { sees, type Person } from '../support/browser/browser.ts';

const GOOD = 'seven quiet lighthouses';
const OTHER = 'nine loud lighthouses!';
let fixture: Fixture;
let priya: Person;
let kim: Person;
let phone: Person;
let room: string;

beforeAll(async () => {
  fixture = await Fixture.set({ PASSWORD_SIGN_IN: '1', ORGANISATION: 'Acme Payments' });
  const baseURL = fixture.server.url;
  [priya, kim, phone] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.testBrowser.person({ baseURL }),
    fixture.testBrowser.person({ baseURL, size: { width: 390, height: 844 } }),
  ]);
  room = await declare(priya, 'Checkout fails', 2);
});

strikesAfterwards(() => fixture);

const press = ({ page }: Person, name: string): Promise<void> => page.getByRole('button', { name }).click();

async function signsIn({ page }: Person, password: string): Promise<void> {
  await page.getByLabel('Email').fill('kim@example.org');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function isWhole(person: Person, name: string): Promise<void> {
  const { page } = person;
  for (const size of [
    [1280, 800],
    [390, 844],
  ] as const) {
    await resizes(person, size);
    for (const theme of ['light', 'dark'] as const) {
      await wears(person, theme);
      expect(await seriousFindings(person), `${name} ${theme}`).toEqual([]);
      if (process.env['WF_PICTURES'] !== undefined)
        await page.screenshot({ path: `test-results/${name}-${size[0]}-${theme}.png`, fullPage: true });
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), name).toBe(false);
  }
}

describe.sequential('journeys of signing in', () => {
  it('JR421 the sign-in page shows the ways that are switched on, in one column at 390 pixels too, in both themes and by the keyboard alone', async () => {
    await kim.page.goto(room);
    await sees(kim.page.getByRole('heading', { name: 'Sign in to Acme Payments' }));
    await isWhole(kim, 'sign-in');
    await kim.page.keyboard.type('kim@example.org');
    await kim.page.keyboard.press('Tab');
    await kim.page.keyboard.type(GOOD);
    await kim.page.keyboard.press('Enter');
    await sees(kim.page.getByText(/That email and password don.t match/));
    await isWhole(kim, 'sign-in-wrong');
  });

  it('JR422 a person sets a password by a link, is signed in, and signs in again on the page that they opened', async () => {
    await priya.page.goto('/people');
    await press(priya, 'Add person');
    const dialog = priya.page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Kim R');
    await dialog.getByLabel('Email (optional)').fill('kim@example.org');
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await press(priya, 'Create password link');
    const link = await priya.page.getByLabel('Send this password link to Kim R').inputValue();
    await kim.page.goto(new URL(link).pathname);
    await sees(kim.page.getByRole('heading', { name: 'Choose a password, Kim R' }));
    await isWhole(kim, 'password-link');
    await kim.page.getByLabel('New password').fill('password1234');
    await press(kim, 'Set password and sign in');
    await sees(kim.page.getByText('This is one of the first passwords'));
    await kim.page.getByLabel('New password').fill(GOOD);
    await press(kim, 'Set password and sign in');
    await sees(kim.page.getByText('Join as'));
    await phone.page.goto(new URL(link).pathname);
    await sees(phone.page.getByRole('heading', { name: 'This link doesn’t work' }));
    await phone.page.goto('/people');
    await signsIn(phone, GOOD);
    await sees(phone.page.getByRole('heading', { name: 'My account' }));
    await phone.page.goto('/sign-in?return=//evil.example');
    await sees(phone.page.getByText('Join as'));
  });

  it('JR423 a person changes their password on their account page, is told what is wrong with it, and is signed out elsewhere, where they sign in again', async () => {
    await kim.page.goto('/people');
    await kim.page.getByLabel('Current password').fill(OTHER);
    await kim.page.getByLabel('New password').fill(OTHER);
    await press(kim, 'Change password');
    await sees(kim.page.getByText('That isn').first());
    await isWhole(kim, 'password-own');
    await kim.page.getByLabel('Current password').fill(GOOD);
    await press(kim, 'Change password');
    await sees(kim.page.getByText('Password saved.'));
    await sees(phone.page.getByText('You’re signed out'));
    await isWhole(phone, 'signed-out');
    await signsIn(phone, OTHER);
    await sees(phone.page.getByText('Join as'));
    expect([...kim.complaints, ...phone.complaints].filter((each) => !/40[1349]|422/.test(each))).toEqual([]);
  });
});
