/**
 * Journeys of leaving: what a browser has of a person when they sign out, and the programs that go on in their name.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, Fixture } from '../support/browser/room.ts';
import { png } from '../support/domain/pictures.ts';
import { sees, type Person } from '../support/browser/browser.ts';
import { call } from '../support/server/server-process.ts';
import { until } from '../support/server/private-redis.ts';
import { chat, tab } from '../support/browser/writing.ts';

let fixture: Fixture;
let priya: Person;
let ana: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, ana] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Ana R')]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 2);
  await joins(ana, path);
});

strikesAfterwards(() => fixture);

describe.sequential('journeys of leaving', () => {
  it('JR148 signing out asks while something is unsent: it may be left for its writer, or goes with all that this browser has of them', async () => {
    const { page, context } = ana;
    const asks = async (): Promise<void> => {
      await page.goto('/');
      await page.getByRole('button', { name: /Ana R/ }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await sees(
        page.getByRole('dialog', { name: 'Some of your work may only be in this browser' }).getByText('1 unsent text'),
      );
    };
    const device = async (): Promise<string> =>
      new URL(
        await page.evaluate(
          async () =>
            (
              (await (
                await fetch('/api/device', {
                  method: 'POST',
                  headers: { 'content-type': 'application/json' },
                  body: '{}',
                })
              ).json()) as { url: string }
            ).url,
        ),
      ).pathname;
    const kept = (): Promise<readonly string[]> =>
      page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('watchfloor.of.')));
    const others = (await kept()).length;
    await tab(ana, 'Chat');
    await chat(ana).fill('half a thought of Ana');
    await asks();
    let back = await device();
    await page.getByRole('button', { name: 'Sign out and keep here' }).click();
    await sees(page.getByRole('heading', { name: /You(’re signed out| need an invite)/ }));
    await page.goto(back);
    await page.getByRole('button', { name: 'Use this device' }).click();
    await sees(page.getByText('Join as'));
    await joins(ana, path);
    await tab(ana, 'Chat');
    expect(await chat(ana).inputValue()).toBe('half a thought of Ana');
    await asks();
    back = await device();
    const person = await page.evaluate(async () => ((await (await fetch('/api/me')).json()) as { id: string }).id);
    await page.getByRole('button', { name: 'Sign out and delete' }).click();
    await sees(page.getByRole('heading', { name: /You(’re signed out| need an invite)/ }));
    await until('nothing of Ana is left', async () => (await kept()).every((key) => !key.includes(person)));
    expect(others).toBeGreaterThan(0);
    await page.goto(back);
    await page.getByRole('button', { name: 'Use this device' }).click();
    await sees(page.getByText('Join as'));
    await joins(ana, path);
    await tab(ana, 'Chat');
    expect(await chat(ana).inputValue()).toBe('');
    expect(context.pages()).toHaveLength(1);
  });

  it('JR402 who signs out reads what they have not sent, also where its form is gone, and discards it one by one', async () => {
    const li = await fixture.comes('Li W');
    const { page } = li;
    await joins(li, path);
    await tab(li, 'Chat');
    await chat(li).fill('half a thought of Li');
    const question = await page.evaluate(
      async ({ room, person }) => {
        localStorage.setItem(`watchfloor.of.${person}.draft.${room}.answer.gone`, '{"text":"an answer too late"}');
        return person;
      },
      {
        room: path.split('/').at(-1) ?? '',
        person: await page.evaluate(async () => ((await (await fetch('/api/me')).json()) as { id: string }).id),
      },
    );
    expect(question).not.toBe('');
    await page.goto('/');
    await page.getByRole('button', { name: /Li W/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    const dialog = page.getByRole('dialog');
    await sees(dialog.getByText('2 unsent texts'));
    await sees(dialog.getByText('half a thought of Li'));
    const answer = dialog.getByRole('listitem').filter({ hasText: 'Answer to a question' });
    await sees(answer.getByText('an answer too late'));
    await answer.getByRole('button', { name: 'Discard' }).click();
    await sees(dialog.getByText('1 unsent text'));
    await dialog.getByRole('button', { name: 'Discard: Chat' }).click();
    await sees(page.getByRole('dialog', { name: 'Sign out?' }));
    await dialog.getByRole('button', { name: 'Stay signed in' }).click();
    await joins(li, path);
    await tab(li, 'Chat');
    expect(await chat(li).inputValue()).toBe('');
  });

  it('JR403 the only administrator who signs out reads how someone administrates again, and may stay', async () => {
    const { page } = priya;
    await page.goto('/');
    await page.getByRole('button', { name: /Priya N/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await sees(page.getByRole('dialog').getByText('You’re the only administrator.'));
    await sees(page.getByRole('dialog').getByText('npm run welcome'));
    await page.getByRole('button', { name: 'Stay signed in' }).click();
    await page.reload();
    await sees(page.getByText('Join as'));
  });

  it("JR149 after signing out the browser shows nothing that it had of a room's attachments", async () => {
    const { page } = ana;
    const address = await page.evaluate(
      async ({ room, bytes }) => {
        const added = (await (
          await fetch(`/api${room}/attachments`, { method: 'POST', body: new Uint8Array(bytes) })
        ).json()) as { id: string };
        return `/api${room}/attachments/${added.id}`;
      },
      { room: path, bytes: [...png(4, 4)] },
    );
    const shows = (): Promise<number> =>
      page.evaluate(async (asked) => (await fetch(asked, { cache: 'force-cache' })).status, address);
    expect([await shows(), await shows()]).toEqual([200, 200]);
    await page.goto('/');
    await page.getByRole('button', { name: /Ana R/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await sees(page.getByRole('heading', { name: /You(’re signed out| need an invite)/ }));
    expect(await shows()).toBe(401);
  });

  it("JR150 people see and revoke their own tokens, and an administrator everyone's", async () => {
    const li = await fixture.comes('Li W');
    const token = await li.page.evaluate(
      async () =>
        (
          (await (
            await fetch('/api/tokens', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ name: 'Deploy bot', scopes: ['read'] }),
            })
          ).json()) as { token: string }
        ).token,
    );
    const works = async (): Promise<number> => (await call(fixture.server, 'GET', '/api/me', { token })).status;
    await priya.page.goto('/');
    await priya.page.getByRole('button', { name: 'Tokens' }).click();
    // An earlier test's Li is someone else of that name.
    await sees(priya.page.getByRole('dialog').getByText(/^Li W( \(\d\))? · read-only/));
    expect(await works()).toBe(200);
    await li.page.getByRole('button', { name: /Li W/ }).click();
    await li.page.getByRole('menuitem', { name: 'My account' }).click();
    await sees(li.page.getByText(/last used \d{4}-\d\d-\d\d · expires \d{4}-\d\d-\d\d/));
    await li.page.getByRole('button', { name: 'Revoke: Deploy bot' }).click();
    expect(await works()).toBe(200);
    await li.page.getByRole('button', { name: 'Press again to revoke: Deploy bot' }).click();
    await sees(li.page.getByText('You have no tokens.'));
    expect(await works()).toBe(401);
  });
});
