/**
 * Finding the right person: roles by typing, the people who know most first, a search where there are many, and where
 * someone is who is not in this room.
 */
import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { declare, Fixture, joins } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { call, somebody, OPERATOR, Visitor } from '../support/server/server-process.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L')]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 2);
  await joins(bob, path);
});

strikesAfterwards(() => fixture);

const room = (): string => path.split('/').at(-1) ?? '';
const dialog = ({ page }: Person): Locator => page.getByRole('dialog');

async function arrives(name: string): Promise<Visitor> {
  const { token } = await somebody(fixture.server, name);
  const visitor = await Visitor.come(fixture.server, token);
  await visitor.enter(room());
  await visitor.command(room(), { id: randomUUID(), type: 'timeline.say', data: { text: 'here' } });
  return visitor;
}

describe.sequential('finding the right person', () => {
  it('JR357 a role is assigned by one key, a part of a name and a part of a role; who may not, reads why', async () => {
    await priya.page.keyboard.press('i');
    const line = priya.page.getByRole('combobox', { name: 'What do you want to do?' });
    await sees(line);
    await priya.page.keyboard.type('bob dep');
    await sees(priya.page.getByRole('option', { name: 'Assign a role: Bob L as deputy', selected: true }));
    await priya.page.keyboard.press('Enter');
    await sees(priya.page.getByText('Bob L is asked to be deputy.'));
    await bob.page.getByRole('region', { name: 'Needs you' }).getByRole('button', { name: 'Accept' }).click();
    await sees(bob.page.getByRole('button', { name: 'Step down as deputy' }));
    await bob.page.keyboard.press('i');
    const refused = bob.page.getByRole('option', { name: /^Assign a role/ });
    await sees(refused);
    expect(await refused.first().getAttribute('aria-disabled')).toBe('true');
    await bob.page.keyboard.press('Escape');
  });

  it('JR358 a handoff offers the deputy first, then the other people with a role, and among many a person is found by typing, without accents', async () => {
    const visitors = [];
    for (const name of ['Ada', 'Ben', 'Zoë Łuk', 'Cem', 'Dov']) visitors.push(await arrives(name));
    const zoe = visitors[2] as Visitor;
    await zoe.command(room(), { id: randomUUID(), type: 'crew.volunteer', data: { role: 'scribe' } });
    const wish = priya.page.getByRole('region', { name: 'Needs you' });
    await wish.getByRole('button', { name: 'Assign' }).click();
    await sees(priya.page.getByRole('region', { name: 'Roles' }).getByText('Zoë Łuk'));
    await priya.page.keyboard.press('h');
    const names = (): Promise<string[]> =>
      dialog(priya).locator('label:has(input[name="receiver"]) strong').allInnerTexts();
    await sees(dialog(priya).getByLabel('Search people'));
    expect((await names()).slice(0, 2)).toEqual(['Bob L', 'Zoë Łuk']);
    await dialog(priya).getByLabel('Search people').fill('zoe luk');
    expect(await names()).toEqual(['Zoë Łuk']);
    await dialog(priya).getByLabel('Search people').fill('deputy');
    expect(await names()).toEqual(['Bob L']);
    await priya.page.keyboard.press('Escape');
    for (const visitor of visitors) visitor.leave();
  });

  it('JR359 someone who is in another room is shown there to people who may see that room, and is disconnected for others', async () => {
    const elsewhere = await call(fixture.server, 'POST', '/api/rooms', {
      token: (await somebody(fixture.server, 'Kim R')).token,
      body: { title: 'Mail is late', severity: 3 },
    });
    const other = String(elsewhere.body['id']);
    const invite = await call(fixture.server, 'POST', '/api/invites', {
      token: OPERATOR,
      body: { role: 'observer', room: room() },
    });
    const guest = await fixture.testBrowser.person({ baseURL: fixture.server.url });
    await guest.context.request.post('/api/session', {
      data: { code: String(invite.body['url']).split('/').at(-1), name: 'Gus G' },
    });
    await guest.page.goto(path);
    await joins(bob, `/rooms/${other}`);
    await priya.page.keyboard.press('w');
    const people = (person: Person): Locator => person.page.getByRole('list', { name: 'People in this room' });
    await sees(people(priya).getByRole('listitem').filter({ hasText: 'Bob L' }).getByText(`in ${other.toUpperCase()}`));
    await guest.page.keyboard.press('w');
    await sees(people(guest).getByRole('listitem').filter({ hasText: 'Bob L' }).getByText('disconnected'));
    await joins(bob, path);
    await seesNoMore(people(priya).getByText(`in ${other.toUpperCase()}`));
    await priya.page.keyboard.press('Escape');
  });

  it('JR380 a commander who went back to the lobby is said to be there, and to be disconnected once that page is closed', async () => {
    const { header, row } = {
      header: bob.page.locator('header'),
      row: bob.page
        .getByRole('list', { name: 'People in this room' })
        .getByRole('listitem')
        .filter({ hasText: 'Priya N' }),
    };
    await priya.page.getByRole('link', { name: 'Lobby' }).click();
    await sees(header.getByText('in the lobby'));
    expect(await header.locator('[data-fact="commander"]').innerText()).toContain('Priya N');
    await bob.page.keyboard.press('w');
    await sees(row.getByText('in the lobby'));
    await priya.page.close();
    await sees(row.getByText('disconnected'));
    await sees(header.getByRole('button', { name: /disconnected/ }));
    await seesNoMore(header.getByText('in the lobby'));
  });
});
