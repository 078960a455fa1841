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
const isCut = (within = '[role="dialog"]'): Promise<boolean> =>
  priya.page.evaluate(
    (part) =>
      [...document.querySelectorAll(`${part} *`)].some((each) => each.getBoundingClientRect().right > innerWidth + 1),
    within,
  );
const listed = (name: 'Active people' | 'Deactivated people') => priya.page.getByRole('list', { name });
/** Through the list of people, as from the lobby. */
async function opensSheetOf(name: string): Promise<void> {
  await priya.page.goto('/');
  await priya.page.getByRole('link', { name: 'People', exact: true }).click();
  await listed('Active people').getByRole('link', { name }).click();
  await sees(priya.page.getByRole('heading', { name, level: 2 }));
}

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
      await opensSheetOf('Kim');
      await priya.page.getByRole('button', { name: 'Deactivate Kim' }).click();
      await sees(priya.page.getByText('Kim is signed out everywhere within two seconds.'));
      expect(await kim.page.getByText('You’re signed out').count()).toBe(0);
      await priya.page.getByRole('button', { name: 'Deactivate now: Deactivate Kim' }).click();
      await sees(kim.page.getByText('You’re signed out'));
      await sees(listed('Deactivated people').getByText('Kim'));
      await priya.page.getByRole('button', { name: 'Activate Kim' }).click();
      await sees(priya.page.getByText('Old links, tokens and sessions stay revoked'));
      await priya.page.getByRole('button', { name: /Activate now/ }).click();
      await sees(listed('Active people').getByText('Kim'));
      await listed('Active people')
        .getByRole('link', { name: /Priya N/ })
        .click();
      await sees(priya.page.getByText('This is the last administrator.').first());
      for (const name of ['Deactivate Priya N', 'Remove as administrator: Priya N'])
        expect(await priya.page.getByRole('button', { name }).count()).toBe(0);
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
      const isWhole = async (within: string, button: RegExp): Promise<void> => {
        await priya.page.getByRole('button', { name: button }).first().click();
        await sees(priya.page.getByRole('button', { name: / now/ }));
        expect(await isCut(within), `${within} at ${priya.page.viewportSize()?.width}`).toBe(false);
        expect(await seriousFindings(priya, within), `${within} at ${priya.page.viewportSize()?.width}`).toEqual([]);
      };
      for (const size of [
        [390, 844],
        [1280, 800],
      ] as const) {
        await resizes(priya, size);
        await opens('Invite people');
        await isWhole('[role="dialog"]', /^Revoke/);
        await opensSheetOf('Anastasia Konstantinopoulou-Wolfeschlegelstein');
        await isWhole('main', /^Deactivate Anastasia/);
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
        await opensSheetOf('Max the guest');
        await sees(priya.page.getByText('invited by Eve'));
        await opensSheetOf('Eve');
        await priya.page.getByRole('button', { name: 'Deactivate Eve with the person they invited' }).click();
        await sees(priya.page.getByText('Eve, Max the guest: signed out everywhere'));
        expect(await isCut('main')).toBe(false);
        expect(await seriousFindings(priya, 'main')).toEqual([]);
      }
      await priya.page.getByRole('button', { name: /^Deactivate 2 people now/ }).click();
      for (const { page } of [eve, max]) await sees(page.getByText('You’re signed out'));
      for (const name of ['Eve', 'Max the guest'])
        await sees(listed('Deactivated people').getByText(name, { exact: true }));
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
