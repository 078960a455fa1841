/**
 * Journeys of tasks, by keyboard: the commander assigns work in one sentence, its owner answers, and what needs the
 * commander is first until it is dealt with. One room, one story.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, Fixture } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let kim: Person;
let bob: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, kim, bob] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Kim R'),
    fixture.comes('Bob L'),
  ]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 3);
  await Promise.all([kim, bob].map((person) => joins(person, path)));
  await priya.page.getByRole('button', { name: 'I have command' }).first().click();
});

strikesAfterwards(() => fixture);

const panel = ({ page }: Person) => page.getByRole('region', { name: 'Tasks' });
const row = (person: Person, what: string) => panel(person).getByRole('listitem').filter({ hasText: what });
const line = ({ page }: Person) => page.getByLabel('Who does what, and for how long');
const primary = ({ page }: Person, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name });

/** Opens the composer with its key and types the sentence. */
async function writes(person: Person, sentence: string): Promise<void> {
  await person.page.keyboard.press('t');
  await line(person).fill(sentence);
}

async function assigns(person: Person, sentence: string): Promise<void> {
  await writes(person, sentence);
  await person.page.keyboard.press('Enter');
  await seesNoMore(person.page.getByRole('dialog'));
}

describe.sequential('journeys of tasks', () => {
  it('TK90 without a person no task is given: the composer says why, suggests people, and goes on by keyboard', async () => {
    await writes(priya, 'can someone check the replicas 5m');
    await sees(priya.page.getByText('“Someone” isn’t a person'));
    expect(await primary(priya, 'Assign').getAttribute('aria-disabled')).toBe('true');
    await priya.page.keyboard.press('Enter');
    await priya.page.keyboard.press('Enter');
    await sees(primary(priya, /^Assign to (Kim R|Bob L)$/));
    await line(priya).fill('Kim check the replicas 5m');
    await sees(primary(priya, 'Assign to Kim R'));
    await line(priya).press('Enter');
    await sees(row(kim, 'check the replicas').getByText(/unacknowledged/));
  });

  it('TK91 the owner acknowledges, reports in three parts and is done, each with a key or a press; done tasks fold away', async () => {
    await row(kim, 'check the replicas').getByRole('button', { name: 'Acknowledge' }).click();
    for (const person of [priya, kim]) await sees(row(person, 'check the replicas').getByText(/4:\d\d left|5:00 left/));
    await kim.page.keyboard.press('c');
    await kim.page.getByLabel('Condition').fill('replica 3 lags by 40 s');
    await kim.page.getByLabel('Needs').fill('nothing');
    await kim.page.keyboard.press('Control+Enter');
    await seesNoMore(kim.page.getByRole('dialog'));
    await sees(row(priya, 'check the replicas').getByText('replica 3 lags by 40 s'));
    await kim.page.keyboard.press('e');
    await kim.page.getByLabel(/Result/).fill('level again');
    await kim.page.keyboard.press('Enter');
    await seesNoMore(row(priya, 'check the replicas').getByText(/left/));
    await panel(priya).getByText('1 done').click();
    await sees(panel(priya).getByText('level again'));
  });

  it('TK92 on the screen a declined task comes first, with its reason, until someone else has it', async () => {
    await assigns(priya, 'Bob draft the status page 3m');
    await row(bob, 'draft the status page').getByRole('button', { name: 'Decline' }).click();
    await bob.page.getByLabel('Reason').fill('on the phone with a customer');
    await bob.page.keyboard.press('Enter');
    await sees(row(priya, 'draft the status page').getByText('Reason: on the phone with a customer'));
    await row(priya, 'draft the status page').getByRole('button', { name: 'Reassign' }).click();
    await priya.page.getByRole('dialog').getByRole('radio', { name: /Kim R/ }).check();
    await primary(priya, 'Reassign to Kim R').click();
    await seesNoMore(priya.page.getByRole('dialog'));
    await sees(row(kim, 'draft the status page').getByRole('button', { name: 'Acknowledge' }));
  });

  it('TK93 the list is worked by keyboard: to a row, into it, cancelled, and put back from the toast', async () => {
    for (const key of ['g', 't']) await priya.page.keyboard.press(key);
    await sees(priya.page.locator(':focus', { hasText: 'Tasks' }));
    await priya.page.keyboard.press('j');
    await priya.page.keyboard.press('Enter');
    await sees(row(priya, 'draft the status page').getByText(/Assigned by Priya N at/));
    await row(priya, 'draft the status page').getByRole('button', { name: 'Cancel task' }).click();
    await seesNoMore(row(kim, 'draft the status page').getByRole('button', { name: 'Acknowledge' }));
    await priya.page.getByRole('button', { name: 'Undo' }).click();
    await sees(row(kim, 'draft the status page').getByRole('button', { name: 'Acknowledge' }));
  });

  it('TK94 a responder takes a task on, the commander is warned of hands-on work, an observer sees all and has no buttons', async () => {
    await writes(bob, 'roll back 812 10m');
    await sees(primary(bob, 'Take task'));
    await bob.page.keyboard.press('Enter');
    await sees(row(priya, 'roll back 812').getByText(/left/));
    await writes(priya, 'I look at the certificates');
    await sees(priya.page.getByText('You’re in command: don’t combine hands-on work and command.'));
    await line(priya).fill('Bob look at the certificates');
    await sees(priya.page.getByText(/Bob L already has 1: roll back 812 \(\d+:\d\d left\)/));
    await priya.page.keyboard.press('Escape');
    const dana = await fixture.comes('Dana O', { as: 'observer' });
    await joins(dana, path);
    await sees(row(dana, 'roll back 812').getByText(/left/));
    await row(dana, 'roll back 812')
      .getByRole('button', { name: /roll back 812/ })
      .click();
    expect(
      await panel(dana)
        .getByRole('button', { name: /Take a task|Assign|Done|Reassign|Cancel/ })
        .count(),
    ).toBe(0);
  });
});
