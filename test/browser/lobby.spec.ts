/** Journeys in the lobby: how people find a room, also one that closed long ago. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, Fixture } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { call, declareRoom, somebody } from '../support/server/server-process.ts';

const CLOSED = 50;

let fixture: Fixture;
let priya: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  const { server } = fixture;
  const ana = await somebody(server, 'Ana');
  for (let number = 1; number <= CLOSED; number += 1) {
    const title = number === 1 ? 'Zürich pays twice' : `Old trouble ${String(number).padStart(3, '0')}`;
    const room = await declareRoom(server, ana, { title });
    const body = { id: randomUUID(), type: 'incident.close', data: {}, epoch: 1 };
    await call(server, 'POST', `/api/rooms/${room}/commands`, { token: ana.token, body });
  }
  priya = await fixture.administrator('Priya N');
});

strikesAfterwards(() => fixture);

const closed = ({ page }: Person) => page.getByRole('region', { name: 'Closed' });
const rows = (person: Person) => closed(person).getByRole('article');
const option = ({ page }: Person, name: string | RegExp) => page.getByRole('option', { name });
const seeks = async ({ page }: Person, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'What do you want to do?' }).fill(words);
};

describe.sequential('journeys in the lobby', () => {
  it('JR300 every closed incident is reached from the lobby: more with each press, and any by words or number', async () => {
    await sees(closed(priya).getByText('38 older incidents'));
    expect(await rows(priya).count()).toBe(12);
    await closed(priya).getByRole('button', { name: 'Show more' }).click();
    await sees(closed(priya).getByText('14 older incidents'));
    await closed(priya).getByRole('button', { name: 'Show more' }).click();
    await sees(rows(priya).filter({ hasText: 'Zürich pays twice' }));
    expect(await rows(priya).count()).toBe(CLOSED);
    await seesNoMore(closed(priya).getByRole('button', { name: 'Show more' }));
    await priya.page.reload();
    await closed(priya).getByLabel('Search closed incidents').fill('pays zurich');
    await sees(closed(priya).getByText('1 closed incident found'));
    await sees(rows(priya).filter({ hasText: 'Zürich pays twice' }));
    await closed(priya).getByLabel('Search closed incidents').fill('inc-2');
    await sees(rows(priya).filter({ hasText: 'Old trouble 002' }));
    await closed(priya).getByLabel('Search closed incidents').fill('nothing of the kind');
    await sees(closed(priya).getByText('No closed incident has these words. Try fewer, or its number.'));
    await closed(priya).getByLabel('Search closed incidents').fill('');
    await sees(closed(priya).getByText('38 older incidents'));
  });

  it('JR301 the palette opens a closed incident that no page has loaded, by title and number, from lobby and room', async () => {
    await declare(priya, 'Checkout fails', 2);
    await seeks(priya, 'zurich pays');
    await option(priya, /^Read INC-1, closed: .*Zürich pays twice/).click();
    await priya.page.waitForURL(/inc-1$/);
    await priya.page.goto('/');
    await sees(priya.page.getByText('Join as'));
    await seeks(priya, 'inc-2');
    await option(priya, /^Read INC-2, closed/).click();
    await priya.page.waitForURL(/inc-2$/);
  });
});
