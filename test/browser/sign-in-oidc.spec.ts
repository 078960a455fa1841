/** A journey of signing in with a provider of OpenID Connect. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wears } from '../support/browser/command-desk.ts';
import { declare, Fixture, inRoom } from '../support/browser/room.ts';
import { resizes, seriousFindings } from '../support/browser/page-checks.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { sees, type Person } from '../support/browser/browser.ts';
import { freePort } from '../support/server/ports.ts';
import { CLIENT, OidcStandIn } from '../support/server/oidc-stand-in.ts';

let fixture: Fixture;
let provider: OidcStandIn;
let kim: Person;
let room: string;

beforeAll(async () => {
  const port = await freePort();
  provider = await OidcStandIn.start([`http://localhost:${port}/auth/oidc/callback`]);
  fixture = await Fixture.set({
    ...CLIENT,
    PORT: String(port),
    OIDC_ISSUER: provider.issuer,
    OIDC_NAME: 'Acme ID',
    OIDC_ALLOWED_GROUPS: 'sre',
    PASSWORD_SIGN_IN: '1',
  });
  const priya = await fixture.administrator('Priya N');
  room = await declare(priya, 'Checkout fails', 2);
  kim = await fixture.testBrowser.person({ baseURL: fixture.server.url });
});

strikesAfterwards(() => fixture);
afterAll(() => provider.stop());

async function isWhole(name: string, person = kim): Promise<void> {
  for (const size of [
    [1280, 800],
    [390, 844],
  ] as const) {
    await resizes(person, size);
    for (const theme of ['light', 'dark'] as const) {
      await wears(person, theme);
      expect(await seriousFindings(person), `${name} ${theme}`).toEqual([]);
      if (process.env['WF_PICTURES'] !== undefined)
        await person.page.screenshot({ path: `test-results/${name}-${size[0]}-${theme}.png`, fullPage: true });
    }
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth > innerWidth), name).toBe(false);
  }
}

it('JR424 a person signs in with the provider on the page they opened, reads what to do when it brings nobody in, and sees that it can’t be reached', async () => {
  const { page } = kim;
  const button = page.getByRole('button', { name: 'Continue with Acme ID' });
  provider.account = { sub: 'kim', name: 'Kim R', groups: ['others'] };
  await page.goto(room);
  await sees(button);
  await isWhole('oidc');
  await button.click();
  await sees(page.getByText('Your account is in none of the groups'));
  await isWhole('oidc-problem');
  provider.account = { sub: 'kim-2', name: 'Kim R', groups: ['sre'] };
  await kim.context.clearCookies({ domain: '127.0.0.1' });
  await button.click();
  await inRoom(kim);
  expect(new URL(page.url()).pathname).toBe(room);
  expect((await kim.context.cookies()).filter(({ name }) => name === 'watchfloor-login')).toEqual([]);
  const away = await fixture.anotherServer({ ...CLIENT, OIDC_ISSUER: `http://127.0.0.1:${await freePort()}` });
  const lee = await fixture.testBrowser.person({ baseURL: away.url });
  await lee.page.goto('/');
  await sees(lee.page.getByText('single sign-on can’t be reached right now'));
  await isWhole('oidc-away', lee);
});
