/**
 * Journeys of decisions and questions, by keyboard: five people in one room, one story. Each step says who must see and
 * hear it, and who must not.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { log, PATIENCE, question, setDesk } from '../support/browser/command-desk.ts';
import { ASKED, forgets, heard, hears, isTold } from '../support/browser/heard.ts';
import type { Fixture } from '../support/browser/room.ts';
import { chooses, does, opens, reaches, sends } from '../support/browser/keyboard.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let kim: Person;
let li: Person;
let dana: Person;
let everybody: readonly Person[];

beforeAll(async () => {
  ({ fixture, priya, bob, kim, li, dana, everybody } = await setDesk());
}, PATIENCE);

strikesAfterwards(() => fixture);

const poll = ({ page }: Person) => page.getByRole('region', { name: 'Go or no-go?' });
const decided = ({ page }: Person) => page.getByRole('region', { name: 'Decided' });
const primary = ({ page }: Person) => page.getByRole('dialog').locator('[data-actions] button').last();
/** Words that would turn it into a vote. */
const TALLY =
  /\d+\s*(of \d+\s*)?(heard|objections?|votes?|responses?|answers?|gos?\b)|\b(heard|objections?|votes?|objected)\s*[:(]\s*\d/i;

/** Why the dialog's primary button can't be pressed, as the page says it. */
async function whyNot(person: Person): Promise<string> {
  const button = primary(person);
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  return person.page.locator(`[id="${await button.getAttribute('aria-describedby')}"]`).innerText();
}

describe.sequential('journeys of words at the command desk', () => {
  it(
    'JR60 a proposal is shown to everyone with its countdown; an objection and a heard are said, and only the commander reads who has not responded',
    async () => {
      await opens(priya, 'p', 'Propose');
      await sends(priya, 'drain eu-1 and send its traffic to eu-2');
      for (const person of everybody) {
        await sees(question(person).getByText('drain eu-1 and send its traffic to eu-2'));
        await sees(question(person).getByRole('timer'));
      }
      await sees(question(priya).getByText(/No response yet from .*Only you see this/));
      await does(kim, 'strong objection', 'Strong objection to the proposal');
      await sends(kim, 'the replicas are ten minutes behind');
      await bob.page.keyboard.press('a');
      await sees(question(bob).getByText('You said: heard'));
      for (const person of everybody)
        await sees(question(person).getByText('Kim R objects: the replicas are ten minutes behind'));
      await sees(question(priya).getByText('No response yet from Li W. Only you see this.'));
      for (const person of [bob, kim, li, dana]) {
        expect(await person.page.getByText(/No response yet/).count()).toBe(0);
        expect(await question(person).innerText()).not.toMatch(TALLY);
      }
      expect(await question(dana).getByRole('button').count()).toBe(0);
      await isTold(kim, 'drain eu-1');
    },
    PATIENCE,
  );

  it(
    'JR61 when its time is over the commander proceeds with a reason; the outcome is on every screen with the objection and its reason, and nowhere a count',
    async () => {
      await sees(question(priya).getByText('time is up'));
      await opens(priya, 'a', 'Decide');
      await sees(primary(priya));
      expect(await whyNot(priya)).toMatch(/Say in one line why you’re proceeding/);
      await reaches(priya, priya.page.getByLabel('Why proceed anyway, in one line'));
      await sends(priya, 'eu-1 loses more with every minute');
      for (const person of everybody) {
        await seesNoMore(question(person));
        await sees(decided(person).getByText('Proceed: drain eu-1'));
        await sees(decided(person).getByText('Priya N: eu-1 loses more with every minute'));
        await sees(decided(person).getByText('Over Kim R’s objection: the replicas are ten minutes behind'));
        await sees(
          log(person).getByText(
            /Priya N decided: drain eu-1 .*Kim R’s objection \(the replicas are ten minutes behind\): eu-1 loses more/,
          ),
        );
        expect(await decided(person).innerText()).not.toMatch(TALLY);
        expect(await log(person).innerText()).not.toMatch(TALLY);
      }
    },
    PATIENCE,
  );

  it(
    "JR62 the director's question reaches the commander and comms by sound, number and announcement; responders hear and owe nothing",
    async () => {
      for (const person of everybody) await forgets(person);
      const dialog = await opens(dana, 'r', 'Ask the commander');
      await reaches(dana, dialog.getByLabel('Your question'));
      await sends(dana, 'What may I tell the board at four?');
      await sees(dana.page.getByText('Your question is first in the queue.'));
      await hears(priya, ASKED);
      await hears(li, ASKED);
      await isTold(priya, 'What may I tell the board at four?');
      for (const person of [priya, li]) {
        const { number, dot, owed } = await heard(person);
        expect({
          number,
          dot,
          lines: owed.filter((line) => line.includes('Dana O asks: What may I tell the board at four?')).length,
        }).toEqual({ number: '1', dot: true, lines: 1 });
      }
      for (const person of [bob, kim]) {
        await sees(log(person).getByText(/Dana O asked the commander/));
        const { sounds, spoken, number, dot, owed } = await heard(person);
        expect({ sounds, number, dot, owed, told: spoken.filter((words) => /Dana|board/.test(words)) }).toEqual({
          sounds: [],
          number: '',
          dot: false,
          owed: [],
          told: [],
        });
      }
    },
    PATIENCE,
  );

  it(
    'JR63 the director reads that the answer is promised, and then the answer itself',
    async () => {
      const dialog = await opens(priya, 'a', 'Dana O asks');
      await chooses(priya, dialog.getByRole('radio', { name: /^In . minutes/ }));
      await sees(dialog.getByRole('radio', { name: '10 min', checked: true }));
      await sends(priya);
      await sees(dana.page.getByText(/Your question: answer due by \d\d:\d\d/));
      await isTold(dana, 'will answer');
      await priya.page.keyboard.press('g');
      await priya.page.keyboard.press('a');
      await sees(priya.page.getByRole('list', { name: 'Answer due' }).getByText('What may I tell the board at four?'));
      await sees(priya.page.getByRole('group', { name: 'Questions' }).and(priya.page.locator(':focus')));
      await priya.page.keyboard.press('j');
      const answer = await opens(priya, 'Enter', 'Dana O asks');
      await reaches(priya, answer.getByLabel('Your answer', { exact: true }));
      await sends(priya, 'Card payments in the EU fail; back by five.');
      await sees(dana.page.getByText('Priya N answered: Card payments in the EU fail; back by five.'));
      await dana.page.keyboard.press('g');
      await dana.page.keyboard.press('a');
      await sees(dana.page.getByText('Priya N answered you'));
    },
    PATIENCE,
  );

  it(
    "JR64 a question that is handed to the deputy asks the deputy directly, and the asker gets the deputy's answer",
    async () => {
      for (const person of [bob, kim]) await forgets(person);
      const ask = await opens(dana, 'r', 'Ask the commander');
      await reaches(dana, ask.getByLabel('Your question'));
      await sends(dana, 'Who signs for two more people?');
      await sees(priya.page.getByText(/Dana O asks: Who signs for two more people/));
      const dialog = await opens(priya, 'a', 'Dana O asks');
      await chooses(priya, dialog.getByRole('radio', { name: /^Forward/ }));
      await reaches(priya, dialog.getByLabel('Forward to'));
      await priya.page.keyboard.type('Bob');
      await sends(priya);
      await hears(bob, ASKED);
      await isTold(bob, 'forwarded Dana O’s question to Bob L');
      await sees(dana.page.getByText(/Your question: with Bob L by \d\d:\d\d/));
      const answer = await opens(bob, 'a', 'Dana O asks');
      await reaches(bob, answer.getByLabel('Your answer', { exact: true }));
      await sends(bob, 'I do. Send me their names.');
      await sees(dana.page.getByText('Bob L answered: I do. Send me their names.'));
      await sees(log(kim).getByText(/Bob L answered Dana O/));
      expect(await heard(kim)).toMatchObject({ sounds: [], spoken: [], owed: [] });
    },
    PATIENCE,
  );

  it(
    'JR65 roles answer go or no-go; a silent one shows as missing, never as go, and going on without it takes a reason',
    async () => {
      const dialog = await opens(priya, 'g o', 'Go/no-go');
      await sees(dialog.getByRole('checkbox', { name: /Deputy/, checked: true }));
      await sends(priya, 'fail over to eu-2');
      for (const person of everybody)
        await sees(poll(person).getByRole('listitem').filter({ hasText: 'Internal comms' }).getByText('waiting'));
      await sees(poll(bob).getByText('You answer for Deputy'));
      expect(await poll(kim).getByRole('button').count()).toBe(0);
      await does(bob, 'go for my role', 'Go for my role');
      for (const person of everybody)
        await sees(poll(person).getByRole('listitem').filter({ hasText: 'Deputy' }).getByText('GO', { exact: true }));
      for (const person of everybody)
        await sees(poll(person).getByRole('listitem').filter({ hasText: 'Internal comms' }).getByText('missing'));
      const decide = await opens(priya, 'a', 'Decide');
      await sees(decide.getByText('Proceeds without Internal comms. This is recorded in the log.'));
      expect(await whyNot(priya)).toMatch(/internal comms didn’t answer.*Say in one line why you’re proceeding/i);
      await reaches(priya, decide.getByLabel('Why proceed anyway, in one line'));
      await sends(priya, 'comms is on the phone with the bank');
      for (const person of everybody) {
        await person.page.getByRole('tab', { name: 'Timeline' }).press('Enter');
        await sees(decided(person).getByText('No answer from Internal comms'));
        await sees(
          log(person).getByText(
            /Priya N decided: fail over to eu-2\. Without an answer from internal comms: comms is on the phone with the bank/,
          ),
        );
      }
    },
    PATIENCE,
  );
});
