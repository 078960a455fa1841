/**
 * Journeys of a command that is led aloud, on a call: the record follows what was said and holds nothing up. Four people
 * in one room, one story: Priya commands, Bob and Kim respond, Dana observes.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { Fixture, joins } from '../support/browser/room.ts';
import { does, isIn, opens, sends } from '../support/browser/keyboard.ts';
import { dialogOf, says } from '../support/browser/keyboard-desk.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

const PATIENCE = 240_000;
let fixture: Fixture;
let path: string;
let priya: Person;
let bob: Person;
let kim: Person;
let dana: Person;
let everybody: readonly Person[];

beforeAll(async () => {
  fixture = await Fixture.set();
  everybody = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L'),
    fixture.comes('Kim R'),
    fixture.comes('Dana O', { as: 'observer' }),
  ]);
  [priya, bob, kim, dana] = everybody as [Person, Person, Person, Person];
  // Long, so that no one proceeds because the time is over.
  path = `/rooms/${await fixture.declareWithTimes(priya, { firstUpdateSeconds: 7200, objectionSeconds: 3600 })}`;
  await Promise.all([bob, kim, dana].map((person) => joins(person, path)));
  await sees(priya.page.getByText('4 here'));
}, PATIENCE);

strikesAfterwards(() => fixture);

const log = ({ page }: Person) => page.getByRole('log');
const question = ({ page }: Person) => page.getByRole('region', { name: 'Any strong objections?' });
const decided = ({ page }: Person) => page.getByRole('region', { name: 'Decided' });

describe.sequential('journeys of a command led aloud', () => {
  it(
    'JR336 the commander decides at once from the button, by key, from the palette and from the window of a proposal; every screen says that no one was asked',
    async () => {
      await decided(priya).getByRole('button', { name: 'Decide now' }).click();
      await sends(priya, 'roll back 812', 'Enter');
      await opens(priya, 'g d', 'Decide now');
      await sends(priya, 'page the database team', 'Enter');
      await does(priya, 'decide now', 'Decide now, without asking');
      await isIn(priya, 'Decide now');
      await sends(priya, 'stop the nightly batch', 'Enter');
      await opens(priya, 'p', 'Propose');
      await priya.page.keyboard.type('drain eu-1');
      await priya.page.getByRole('button', { name: 'Decide now, without asking' }).click();
      await seesNoMore(priya.page.getByRole('dialog'));
      for (const person of everybody) {
        await sees(decided(person).getByText('Decided without asking: drain eu-1'));
        for (const what of ['roll back 812', 'page the database team', 'stop the nightly batch', 'drain eu-1'])
          await sees(log(person).getByText(`Priya N decided without asking: ${what}`));
      }
      expect(await decided(bob).getByRole('button', { name: 'Decide now' }).count()).toBe(0);
    },
    PATIENCE,
  );

  it(
    'JR337 a commander may proceed before time is up once everyone online has responded, observers and people who left not counted',
    async () => {
      await opens(priya, 'p', 'Propose');
      await sends(priya, 'fail over to eu-2');
      const proceed = question(priya).getByRole('button', { name: 'Proceed' });
      await sees(question(priya).getByText(/No response yet from .*Only you see this/));
      await proceed.hover();
      await sees(priya.page.getByText(/until everyone online has responded/));
      await question(bob).getByRole('button', { name: 'Heard' }).click();
      await sees(question(priya).getByText('No response yet from Kim R'));
      await kim.page.goto('/');
      await sees(question(priya).getByText('Everyone online has responded. You don’t have to wait.'));
      await sees(proceed.and(priya.page.locator(':not([aria-disabled="true"])')));
      await proceed.click();
      for (const person of [priya, bob, dana]) {
        await seesNoMore(question(person));
        await sees(log(person).getByText('Priya N decided: fail over to eu-2. Everyone online had responded.'));
      }
      await joins(kim, path);
      await sees(decided(kim).getByText('Proceed: fail over to eu-2'));
    },
    PATIENCE,
  );

  it(
    'JR338 the giver ticks that they handed over aloud; the receiver takes command with one tick and a read-back, and late and own tasks wait on a card',
    async () => {
      await says(priya, 'Kim check the replicas 60m');
      await says(priya, 'Bob roll back 812 60m');
      const dialog = await opens(priya, 'h', 'Hand off command');
      await dialog.getByRole('radio', { name: /Bob L/ }).check();
      await dialog.getByRole('radio', { name: 'Better' }).check();
      await dialog.getByLabel(/If this happens/).fill('none');
      await dialog.getByRole('button', { name: 'Offer command' }).click();
      const receiver = dialogOf(bob, /offered you command/);
      await sees(receiver.getByText('You will command, not fix'));
      await priya.page.getByRole('button', { name: 'Handed over aloud' }).click();
      await sees(priya.page.getByText('You handed over aloud: they can accept with one tick.'));
      await sees(receiver.getByText('Priya N handed over to you aloud'));
      await sees(receiver.getByText('1 task is late, blocked or yours.'));
      await receiver.getByLabel(/First thing/).fill('call the database team');
      await sees(receiver.getByText('Tick that you heard the brief and have the tasks.'));
      await receiver.getByLabel('I heard the brief and have the tasks as listed').check();
      await receiver.getByRole('button', { name: 'I have command' }).click();
      for (const person of everybody)
        await sees(
          log(person).getByText(/Bob L has command, handed off by Priya N aloud \(short handoff, a task left/),
        );
      await sees(bob.page.getByText('1 task left to review from the handoff'));
      await bob.page.getByRole('button', { name: 'Review', exact: true }).first().click();
      const walk = dialogOf(bob, 'Tasks from the handoff');
      await walk.getByRole('radio', { name: 'Stop it' }).check();
      await walk.getByRole('button', { name: 'Done' }).click();
      await seesNoMore(bob.page.getByText('1 task left to review from the handoff'));
      await sees(log(kim).getByText('Bob L reviewed the tasks left by the short handoff.'));
    },
    PATIENCE,
  );

  it(
    'JR339 the commander lets someone type; both read it all the time, what is typed says so on every screen, and one press ends it',
    async () => {
      // Bob has command since the handoff.
      await bob.page.getByRole('button', { name: /^IC .*Bob L/ }).click();
      await bob.page.getByRole('button', { name: 'Let someone type for you' }).click();
      const dialog = dialogOf(bob, 'Who types for you?');
      await dialog.getByRole('radio', { name: /Kim R/ }).check();
      await dialog.getByRole('button', { name: 'Let Kim R type' }).click();
      await seesNoMore(bob.page.getByRole('dialog', { name: 'Who types for you?' }));
      await sees(bob.page.getByText('Kim R types for you'));
      await sees(kim.page.getByText('You type for Bob L'));
      await sees(dana.page.getByText('Kim R types'));
      await opens(kim, 'g d', 'Decide now');
      await sends(kim, 'drain eu-2', 'Enter');
      await says(kim, 'Priya watch the error rate 20m');
      await does(kim, 'change status', 'Change status');
      const status = await isIn(kim, 'Change status');
      await status.getByRole('radio', { name: 'Identified' }).check();
      await status.locator('[data-actions] button').last().click();
      await seesNoMore(kim.page.getByRole('dialog'));
      for (const person of everybody) {
        await sees(log(person).getByText('Bob L (typed by Kim R) decided without asking: drain eu-2'));
        await sees(log(person).getByText(/Bob L \(typed by Kim R\).*watch the error rate/));
        await sees(log(person).getByRole('article').filter({ hasText: 'Identified' }).getByText('typed by Kim R'));
      }
      await bob.page.getByRole('banner').getByRole('button', { name: 'Stop' }).click();
      await seesNoMore(kim.page.getByText('You type for Bob L'));
      await seesNoMore(bob.page.getByText('Kim R types for you'));
      await sees(log(dana).getByText('Kim R no longer types for Bob L.'));
      expect(await decided(kim).getByRole('button', { name: 'Decide now' }).count()).toBe(0);
    },
    PATIENCE,
  );
});
