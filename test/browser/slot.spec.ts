/**
 * What asks for an answer has one place, the header never moves, the impact is said once, and a column that goes on
 * below the window says so.
 */
import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { factsOutOfSight } from '../support/browser/page-checks.ts';
import { Fixture, joins } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { palette, toTheEnd } from '../support/browser/writing.ts';
import { until } from '../support/server/private-redis.ts';
import { call, somebody } from '../support/server/server-process.ts';

const TIMES = { firstUpdateSeconds: 3600, graceSeconds: 1, anyoneAfterSeconds: 2, deputyAfterSeconds: 2 };
const IMPACT = 'EU card payments fail, 40 %';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let room: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L')]);
  room = await fixture.declareWithTimes(priya, TIMES);
  await joins(bob, `/rooms/${room}`);
});

strikesAfterwards(() => fixture);

const card = ({ page }: Person, name: string | RegExp): Locator => page.getByRole('region', { name });
const turning = ({ page }: Person): Locator => page.getByRole('group', { name: 'Cards' });
const primary = ({ page }: Person): Locator => page.locator('button[data-look="primary"]:visible');
const height = async ({ page }: Person): Promise<number> =>
  (await page.locator('header').first().boundingBox())?.height ?? 0;
const impacts = ({ page }: Person): Locator => page.locator('[data-fact="impact"]:visible').filter({ hasText: IMPACT });
const column = ({ page }: Person): Locator => page.getByRole('region', { name: 'Updates' });

describe.sequential('the slot of cards, the header and the column', () => {
  it('JR350 cards that want something share one place above the scroll, the most pressing in front and the others one press away, and one button is primary', async () => {
    await bob.page.locator('header').getByRole('button', { name: /^IC/ }).click();
    await bob.page.getByRole('button', { name: 'Offer to take command' }).click();
    await bob.page.getByRole('dialog', { name: 'Offer to take command' }).getByRole('button').last().click();
    await sees(turning(priya).getByText('1 of 3'));
    await sees(card(priya, 'You have provisional command'));
    await card(priya, 'Bob L offered to take command').waitFor({ state: 'detached' });
    expect(await primary(priya).allInnerTexts()).toEqual(['I have command']);
    await turning(priya).getByRole('button', { name: 'Next card' }).click();
    await sees(card(priya, 'Bob L offered to take command'));
    await card(priya, 'You have provisional command').waitFor({ state: 'detached' });
    expect(await primary(priya).count()).toBe(1);
    await turning(priya).getByRole('button', { name: 'Previous card' }).click();
    await primary(priya).click();
    await seesNoMore(card(priya, 'You have provisional command'));
    await sees(card(priya, 'Bob L offered to take command'));
    await sees(turning(priya).getByText('1 of 2'));
  });

  it('JR351 the impact is said once: in the Now block while that is in sight, in the header when it is not, and under a dialog', async () => {
    await priya.page.getByRole('button', { name: 'Edit: Impact' }).click();
    await priya.page.getByRole('textbox', { name: 'Impact' }).fill(IMPACT);
    await priya.page.getByRole('button', { name: 'Save' }).click();
    for (const { page } of [priya, bob]) {
      await sees(page.getByRole('region', { name: 'Now' }).getByText(IMPACT));
      await seesNoMore(page.locator('header').getByText(IMPACT));
    }
    expect(await impacts(bob).count()).toBe(1);
    await priya.page.keyboard.press('t');
    await sees(priya.page.locator('header').getByText(IMPACT));
    await priya.page.keyboard.press('Escape');
    await seesNoMore(priya.page.locator('header').getByText(IMPACT));
  });

  it('JR352 a column that goes on below the window says what is there in a line of its own, which covers nothing, and leads to it', async () => {
    const more = priya.page.getByRole('button', { name: /more below: .*Roles/ });
    await sees(more);
    const place = await more.evaluate((each) => [
      each.getBoundingClientRect().top,
      each.parentElement?.firstElementChild?.getBoundingClientRect().bottom ?? Infinity,
    ]);
    expect(place[0]).toBeGreaterThanOrEqual(place[1] ?? Infinity);
    const before = await height(priya);
    await more.click();
    await toTheEnd(priya);
    await sees(column(priya));
    await sees(priya.page.locator('header').getByText(IMPACT));
    expect(await height(priya)).toBe(before);
    await priya.page.getByRole('region', { name: 'Now' }).scrollIntoViewIfNeeded();
    await sees(more);
  });

  it('JR373 the header names who has which role by their first names, counts those it has no room for, the vacant ones are behind one button, and no fact is cut', async () => {
    const { page } = priya;
    const header = page.locator('header').first();
    for (const [name, title] of [
      ['Oluwaseun Adeyemi', 'Deputy'],
      ['Ana Maria Sousa', 'Scribe'],
      ['Priya Natarajan', 'Tech lead'],
    ] as const) {
      const { token } = await somebody(fixture.server, name);
      const does = (type: string, data: object) =>
        call(fixture.server, 'POST', `/api/rooms/${room}/commands`, { token, body: { id: randomUUID(), type, data } });
      await does('timeline.say', { text: 'here' });
      await palette(priya, `assign a role ${name} ${title}`, new RegExp(`${name} as ${title}`, 'i'));
      await sees(page.getByRole('region', { name: 'Messages' }).getByText(`${name} is asked to be`));
      expect((await does('crew.accept', { role: title.toLowerCase().replace(' ', '-') })).status).toBe(200);
    }
    const roles = header.getByRole('list', { name: 'Roles' }).getByRole('button');
    // Two have the same first name.
    const expected = ['Deputy Oluwaseun', 'Scribe Ana', 'Tech lead Priya Natarajan'];
    await sees(header.getByText('Priya Natarajan'));
    expect(
      await roles.evaluateAll((each) => each.map((role) => (role.textContent ?? '').replace(/[\u2068\u2069]/g, ''))),
    ).toEqual(expected);
    expect(await roles.first().getAttribute('title')).toContain('Oluwaseun Adeyemi');
    for (const width of [1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await factsOutOfSight(priya, new RegExp(IMPACT))).toEqual([]);
      for (const fact of await header.locator('[data-fact="commander"], [data-stage], [role="img"]').all())
        expect(await fact.evaluate((each) => each.scrollWidth > each.clientWidth + 1)).toBe(false);
    }
    await page.setViewportSize({ width: 1000, height: 800 });
    const cut = header.getByRole('list', { name: 'Roles' }).locator('li[inert]');
    await until('what is cut is counted', async () => {
      const { length } = await cut.all();
      return length > 0 && (await header.getByRole('button', { name: `${length} more, 2 vacant roles` }).isVisible());
    });
    await page.setViewportSize({ width: 1280, height: 800 });
    await header.getByRole('button', { name: '2 vacant roles' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Assign External comms' }).click();
    await sees(page.getByRole('dialog', { name: 'Assign External comms' }));
    await page.keyboard.press('Escape');
    await seesNoMore(page.getByRole('dialog'));
  });

  it('JR262 what asks for an answer while a dialog covers it is told in a message, which leads to it and keeps what was written', async () => {
    await bob.page.keyboard.press('t');
    const written = bob.page.getByRole('dialog').getByRole('textbox').first();
    await written.fill('check the replicas');
    await palette(priya, 'propose', /^Propose/);
    await priya.page.getByRole('textbox', { name: /I propose that we/ }).fill('drain eu-1');
    await priya.page.getByRole('button', { name: 'Ask: any strong objections?' }).click();
    const told = bob.page
      .getByRole('region', { name: 'Messages' })
      .getByRole('listitem')
      .filter({ hasText: 'drain eu-1' });
    await told.getByRole('button', { name: 'Look' }).click();
    await seesNoMore(bob.page.getByRole('dialog'));
    await bob.page.getByRole('button', { name: /^Heard/ }).click();
    await seesNoMore(bob.page.getByRole('button', { name: /^Heard/ }));
    await bob.page.keyboard.press('t');
    expect(await written.inputValue()).toBe('check the replicas');
    await bob.page.keyboard.press('Escape');
    await seesNoMore(bob.page.getByRole('dialog'));
  });

  it('JR353 when the commander is lost, the header keeps its height, and its amber chip leads to the card that assumes command', async () => {
    const heights = [await height(bob)];
    await bob.page.setViewportSize({ width: 390, height: 844 });
    const narrow = await height(bob);
    await bob.page.setViewportSize({ width: 1280, height: 800 });
    await priya.context.setOffline(true);
    await priya.page.close();
    const chip = bob.page.locator('header').getByRole('button', { name: /disconnected/ });
    await sees(chip);
    heights.push(await height(bob));
    expect(heights[1]).toBe(heights[0]);
    await turning(bob).getByRole('button', { name: 'Next card' }).click();
    await card(bob, /has command but has been disconnected/).waitFor({ state: 'detached' });
    await chip.click();
    await sees(card(bob, /has command but has been disconnected/));
    await sees(bob.page.getByRole('button', { name: 'Assume command' }).and(bob.page.locator(':focus')));
    await bob.page.setViewportSize({ width: 390, height: 844 });
    await sees(chip);
    expect(await height(bob)).toBe(narrow);
  });
});
