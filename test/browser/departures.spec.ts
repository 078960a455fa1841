/** Journeys of an administrator who invites people and deactivates them, on a desktop and on a phone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, Fixture } from '../support/browser/room.ts';
import { resizes, seriousFindings } from '../support/browser/page-checks.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { call, OPERATOR } from '../support/server/server-process.ts';

const PATIENCE = 240_000;
let fixture: Fixture;
let priya: Person;
let kim: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, kim] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Kim')]);
  path = await declare(priya, 'Checkout fails', 2);
  await joins(kim, path);
}, PATIENCE);

strikesAfterwards(() => fixture);

const dialog = (name: string) => priya.page.getByRole('dialog', { name });
/** Opens one of the administration's windows and looks whether everything in it can be read and pressed. */
async function opens(name: string): Promise<void> {
  await priya.page.goto('/');
  await priya.page.getByRole('button', { name, exact: true }).click();
  await sees(dialog(name));
}
const isCut = (): Promise<boolean> =>
  priya.page.evaluate(() =>
    [...document.querySelectorAll('[role="dialog"] *')].some(
      (each) => each.getBoundingClientRect().right > innerWidth + 1,
    ),
  );

/** A link for one responder. */
const invited = async (): Promise<string> =>
  String(
    (await call(fixture.server, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } })).body['url'],
  );
const names = (): Promise<readonly string[]> =>
  priya.page.evaluate(async () =>
    ((await (await fetch('/api/people')).json()) as { people: ReadonlyArray<{ name: string }> }).people.map(
      ({ name }) => name,
    ),
  );

describe.sequential('journeys of an administrator', () => {
  it(
    'JR190 an administrator deactivates a person in two presses that say what they do; the person is out, and can be activated again',
    async () => {
      await opens('People');
      await dialog('People').getByRole('button', { name: 'Deactivate Kim' }).click();
      await sees(dialog('People').getByText('Kim is signed out everywhere within two seconds.'));
      expect(await kim.page.getByText('You’re signed out').count()).toBe(0);
      await dialog('People').getByRole('button', { name: 'Deactivate now: Deactivate Kim' }).click();
      await sees(kim.page.getByText('You’re signed out'));
      const out = dialog('People').getByRole('list', { name: 'Deactivated people' });
      await sees(out.getByText('Kim'));
      await out.getByRole('button', { name: 'Activate Kim' }).click();
      await sees(dialog('People').getByText('Old links, tokens and sessions stay revoked'));
      await out.getByRole('button', { name: /Activate now/ }).click();
      await sees(dialog('People').getByRole('list', { name: 'Active people' }).getByText('Kim'));
      await dialog('People').getByRole('button', { name: 'Deactivate Priya N' }).click();
      await dialog('People')
        .getByRole('button', { name: /Deactivate yourself/ })
        .click();
      await sees(dialog('People').getByRole('alert').getByText('This is the last administrator.'));
    },
    PATIENCE,
  );

  it(
    'JR191 open invite links are listed with the uses left and revoked in two presses; a revoked link says so to who opens it',
    async () => {
      await opens('Invite people');
      await dialog('Invite people').getByRole('button', { name: 'Create link' }).click();
      const url = await dialog('Invite people').getByLabel('Send this link').inputValue();
      const links = dialog('Invite people').getByRole('list', { name: 'Active invite links' });
      await sees(links.getByText('Responder, 10 of 10 left'));
      await links.getByRole('button', { name: /Revoke the link made by Priya N, 10 of 10/ }).click();
      await sees(links.getByText('The link stops working right away.'));
      await links.getByRole('button', { name: /Revoke now/ }).click();
      await seesNoMore(links.getByText('Responder, 10 of 10 left'));
      const late = await fixture.testBrowser.person({ baseURL: fixture.server.url });
      await late.page.goto(new URL(url).pathname);
      await sees(late.page.getByText('This link doesn’t work'));
    },
    PATIENCE,
  );

  it(
    'JR192 both lists are whole on a phone and have no serious findings, armed buttons included',
    async () => {
      await fixture.comes('Anastasia Konstantinopoulou-Wolfeschlegelstein', { as: 'observer' });
      await opens('Invite people');
      await dialog('Invite people').getByRole('button', { name: 'Create link' }).click();
      for (const [name, button] of [
        ['Invite people', /^Revoke/],
        ['People', /^Deactivate Anastasia/],
      ] as const) {
        for (const size of [
          [390, 844],
          [1280, 800],
        ] as const) {
          await resizes(priya, size);
          await opens(name);
          await dialog(name).getByRole('button', { name: button }).first().click();
          await sees(dialog(name).getByRole('button', { name: / now/ }));
          expect(await isCut(), `${name} at ${size[0]}`).toBe(false);
          expect(await seriousFindings(priya, '[role="dialog"]'), `${name} at ${size[0]}`).toEqual([]);
          if (process.env['WF_PICTURES'] !== undefined)
            await priya.page.screenshot({ path: `test-results/doors-${name.replace(' ', '-')}-${size[0]}.png` });
        }
      }
    },
    PATIENCE,
  );

  it(
    'JR220 an administrator deactivates a person with everyone they brought in two presses; the first says who that is, and all of them are out',
    async () => {
      const eve = await fixture.comes('Eve');
      const link = await eve.page.evaluate(
        async () =>
          (
            (await (
              await fetch('/api/invites', {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify({ role: 'responder', uses: 2 }),
              })
            ).json()) as { url: string }
          ).url,
      );
      const max = await fixture.testBrowser.person({ baseURL: fixture.server.url });
      await max.page.goto(new URL(link).pathname);
      await max.page.getByLabel('Your name').fill('Max the guest');
      await max.page.getByRole('button', { name: 'Join' }).click();
      await sees(max.page.getByRole('heading', { name: /incidents|watch/i }).first());
      for (const size of [
        [390, 844],
        [1280, 800],
      ] as const) {
        await resizes(priya, size);
        await opens('People');
        await sees(dialog('People').getByText('invited by Eve'));
        await dialog('People').getByRole('button', { name: 'Deactivate Eve with the person they invited' }).click();
        await sees(dialog('People').getByText('Eve, Max the guest: signed out everywhere'));
        expect(await isCut()).toBe(false);
        expect(await seriousFindings(priya, '[role="dialog"]')).toEqual([]);
      }
      await dialog('People')
        .getByRole('button', { name: /^Deactivate 2 people now/ })
        .click();
      for (const { page } of [eve, max]) await sees(page.getByText('You’re signed out'));
      const out = dialog('People').getByRole('list', { name: 'Deactivated people' });
      for (const name of ['Eve', 'Max the guest']) await sees(out.getByText(name, { exact: true }));
    },
    PATIENCE,
  );

  it(
    'JR221 a person whose answer is lost while they join by a link for one person presses again and joins, once',
    async () => {
      const link = await invited();
      const { page } = await fixture.testBrowser.person({ baseURL: fixture.server.url });
      let lost = 0;
      await page.route('**/api/session', async (route) => {
        if ((lost += 1) > 1) return route.continue();
        await route.fetch();
        return route.abort();
      });
      await page.goto(new URL(link).pathname);
      await page.getByLabel('Your name').fill('Lina');
      await page.getByRole('button', { name: 'Join' }).click();
      await sees(page.getByText('The server can’t be reached.'));
      await page.getByRole('button', { name: 'Join' }).click();
      await page.waitForURL('**/');
      expect((await names()).filter((name) => name === 'Lina')).toHaveLength(1);
      expect(lost).toBe(2);
    },
    PATIENCE,
  );

  it(
    'JR230 a person whose answer is lost while they join, and who reloads the page, joins all the same, once',
    async () => {
      const link = await invited();
      const { page } = await fixture.testBrowser.person({ baseURL: fixture.server.url });
      let lost = 0;
      await page.route('**/api/session', async (route) => {
        if ((lost += 1) > 1) return route.continue();
        await fetch(route.request().url(), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: route.request().postData(),
        });
        return route.abort();
      });
      await page.goto(new URL(link).pathname);
      await page.getByLabel('Your name').fill('Marta');
      await page.getByRole('button', { name: 'Join' }).click();
      await sees(page.getByText('The server can’t be reached.'));
      await page.reload();
      await page.waitForURL('**/');
      expect((await names()).filter((name) => name === 'Marta')).toHaveLength(1);
    },
    PATIENCE,
  );
});
