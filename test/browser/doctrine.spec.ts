/**
 * Journeys of prompts that ask and never block, and of who is bound to whom: five people in one room, one story. Priya
 * commands, Bob is trained to command, Kim responds, Sam shadows.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { Fixture, joins } from '../support/browser/room.ts';
import { dialogOf, offers, row, says } from '../support/browser/keyboard-desk.ts';
import { does, isIn, opens } from '../support/browser/keyboard.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

const PATIENCE = 240_000;
let fixture: Fixture;
let priya: Person;
let bob: Person;
let kim: Person;
let sam: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob, kim, sam] = (await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L'),
    fixture.comes('Kim R'),
    fixture.comes('Sam O'),
  ])) as [Person, Person, Person, Person];
  await priya.page.evaluate(async () => {
    const { people } = (await (await fetch('/api/people')).json()) as { people: Array<{ id: string; name: string }> };
    const trained = people.find(({ name }) => name === 'Bob L');
    await fetch(`/api/people/${trained?.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ trained: true }),
    });
  });
  // An hour of command is half a minute here.
  const id = await fixture.declareWithTimes(priya, {
    firstUpdateSeconds: 7200,
    objectionSeconds: 3600,
    commandHourSeconds: 30,
  });
  await sam.page.goto('/');
  await sam.page.getByRole('radio', { name: 'Shadow' }).check();
  await Promise.all([bob, kim, sam].map((person) => joins(person, `/rooms/${id}`)));
  await priya.page.getByRole('button', { name: 'I have command' }).first().click();
}, PATIENCE);

strikesAfterwards(() => fixture);

const log = ({ page }: Person) => page.getByRole('log');
const lines = (person: Person) => log(person).getByRole('article');

describe.sequential('journeys of prompts and bonds', () => {
  it(
    'JR341 where a trained person is here only they are asked to relieve the commander; another reads why',
    async () => {
      await does(priya, 'relieved', 'Ask to be relieved');
      await isIn(priya, /./);
      await priya.page.keyboard.press('Control+Enter');
      await sees(kim.page.getByText(/Someone trained to command is here: Bob L/).first());
      expect(await kim.page.getByRole('button', { name: 'I can' }).first().getAttribute('aria-disabled')).toBe('true');
      await bob.page.getByRole('button', { name: 'I can' }).first().click();
      await sees(priya.page.getByRole('button', { name: 'Offer command to Bob L' }));
    },
    PATIENCE,
  );

  it(
    'JR344 the timeline is read as recorded and as it happened; a late entry is marked in both, and Essentials keep what must be seen',
    async () => {
      await opens(priya, 'g o', 'Go/no-go');
      await priya.page.keyboard.type('fail over to eu-2');
      const asked = priya.page.getByRole('dialog');
      await asked.getByRole('checkbox', { name: /commander/i }).check();
      await asked.locator('[data-actions] button').last().click();
      await priya.page.getByRole('button', { name: 'Go', exact: true }).click();
      await sees(log(kim).getByText('Priya N, commander: go.'));
      await priya.page.getByRole('button', { name: 'It happened earlier' }).click();
      const earlier = new Date(Date.now() - 30 * 60_000).toISOString().slice(11, 16);
      await priya.page.getByLabel('It happened at (UTC)').fill(earlier);
      await priya.page.getByLabel('Timeline line').fill('errors began');
      await priya.page.getByRole('button', { name: 'Add to timeline' }).click();
      const late = lines(kim).filter({ hasText: 'errors began' });
      await sees(late.getByText('late entry'));
      expect((await lines(kim).allInnerTexts())[0]).not.toContain('errors began');
      await kim.page.getByLabel('Order of the timeline').selectOption('As it happened');
      await sees(lines(kim).first().filter({ hasText: 'errors began' }));
      await sees(late.getByText('late entry'));
      await kim.page.getByLabel(/Essentials/).check();
      await sees(log(kim).getByText('Priya N, commander: go.'));
      await sees(late.getByText('late entry'));
      await kim.page.getByLabel(/Essentials/).uncheck();
      await kim.page.getByLabel('Order of the timeline').selectOption('As recorded');
      await priya.page.getByRole('region', { name: 'Go or no-go?' }).getByRole('button', { name: 'Proceed' }).click();
    },
    PATIENCE,
  );

  it(
    'JR340 a shadow reads whom they shadow, follows command to the next commander, and has no way to act',
    async () => {
      await sees(sam.page.getByText('You shadow Priya N.'));
      await offers(priya, /Bob L/);
      const receiver = dialogOf(bob, /offered you command/);
      await receiver.getByLabel(/First thing/).fill('call the database team');
      await receiver.getByRole('button', { name: 'I have command' }).click();
      await sees(sam.page.getByText('You shadow Bob L.'));
      await sees(log(kim).getByText('Sam O now shadows Bob L.'));
      expect(await sam.page.getByRole('button', { name: /Assign|Take a task|Decide now/ }).count()).toBe(0);
    },
    PATIENCE,
  );

  it(
    'JR342 a tech lead with work of their own is warned and reassigns it',
    async () => {
      await does(kim, 'volunteer tech lead', 'Volunteer as tech lead');
      await bob.page.getByRole('button', { name: /Assign (?!someone).* as tech lead/i }).press('Enter');
      await says(kim, 'roll back 812 30m');
      await sees(kim.page.getByText('You’re tech lead and hands-on.'));
      await kim.page
        .getByRole('button', { name: /^Reassign to/ })
        .first()
        .click();
      await seesNoMore(kim.page.getByText('You’re tech lead and hands-on.'));
      await sees(row(bob, 'roll back 812').getByText(/unacknowledged/));
    },
    PATIENCE,
  );

  it(
    'JR345 a customer update with a promise of repair shows a hint, one with the time of the next news none, and neither is blocked',
    async () => {
      await does(bob, 'write an update', 'Write an update');
      const dialog = await isIn(bob, /update/i);
      await dialog.getByRole('radio', { name: 'Customer' }).check();
      const text = dialog.getByRole('textbox').first();
      await text.fill('Payments will be fixed within 2 hours.');
      await sees(dialog.getByText('Sounds like a promise of repair.'));
      await text.fill('Some payments fail. Next update in 30 minutes.');
      await seesNoMore(dialog.getByText('Sounds like a promise of repair.'));
      await bob.page.keyboard.press('Escape');
    },
    PATIENCE,
  );

  it(
    'JR343 when an incident has gone on for long, the commander makes updates less frequent in one press',
    async () => {
      const slower = bob.page.getByText(/This has gone on for a while\. Update every 30 min instead of every 20\?/);
      await slower.first().waitFor({ state: 'attached' });
      // Behind what presses more: the missing deputy, say.
      while (!(await slower.first().isVisible())) await bob.page.getByRole('button', { name: 'Next card' }).click();
      expect(await kim.page.getByText(/This has gone on for a while/).count()).toBe(0);
      await bob.page.getByRole('button', { name: 'Every 30 min' }).click();
      await seesNoMore(bob.page.getByText(/This has gone on for a while/));
      await sees(log(kim).getByText(/30 min/));
    },
    PATIENCE,
  );
});
