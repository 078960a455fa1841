/**
 * Journeys of tasks, with the keyboard alone: from a sentence to "done", and what happens when no one answers or the
 * time is over.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { PATIENCE } from '../support/browser/command-desk.ts';
import { Desk, owed, row, says, tasks } from '../support/browser/keyboard-desk.ts';
import { heard, isTold } from '../support/browser/heard.ts';
import { chooses, closes, does, isIn, opens, presses, sends, writes } from '../support/browser/keyboard.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

let desk: Desk;
let priya: Person;
let bob: Person;
let kim: Person;
let dana: Person;

beforeAll(async () => {
  desk = await Desk.set();
  ({ priya, bob, kim, dana } = desk);
}, PATIENCE);

strikesAfterwards(() => desk?.fixture);

describe('journeys of tasks at the desk', { timeout: PATIENCE }, () => {
  it('JR40 no person, no task: "someone" is answered with names, and a sentence becomes a task by one key and one Enter', async () => {
    await desk.meet({}, 'Replicas fall behind');
    const dialog = await opens(priya, 't', 'Assign a task');
    await priya.page.keyboard.type('can someone look at the queues');
    const send = dialog.getByRole('button', { name: /^Assign/ });
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await sees(dialog.getByText('“Someone” isn’t a person. A task needs one owner: choose one.'));
    expect(await dialog.getByRole('radio', { name: /Dana D/ }).count()).toBe(0);
    await priya.page.keyboard.press('Control+Enter');
    await chooses(priya, dialog.getByRole('radio', { name: /Kim R/ }));
    await sees(dialog.getByRole('button', { name: 'Assign to Kim R' }));
    expect(await tasks(priya).getByText('look at the queues').count()).toBe(0);
    await priya.page.keyboard.press('Enter');
    await seesNoMore(dialog);
    await sees(owed(kim).getByText(/Priya N assigned you: look at the queues, 10 min/));
    await says(priya, 'Kim check the replicas 5m');
    for (const person of [priya, bob, dana]) await sees(row(person, 'Kim R check the replicas'));
    await sees(owed(kim).getByText(/Priya N assigned you: check the replicas, 5 min/));
    await opens(priya, 't', 'Assign a task');
    await priya.page.keyboard.type('Kim restart the queue 5m');
    await sees(dialog.getByText(/Kim R already has 2: look at the queues/));
    await closes(priya);
    expect(await tasks(priya).getByText('restart the queue').count()).toBe(0);
  });

  it('JR41 a task that is not acknowledged reminds its owner and then tells the deputy, each on their own screen only', async () => {
    await desk.meet({ acknowledgeSeconds: 5 }, 'Exports are empty');
    await desk.makesDeputy(/Bob L/, bob);
    await says(priya, 'Kim check the exports 5m');
    await isTold(kim, '“check the exports” isn’t acknowledged. Reminded Kim R.');
    await sees(owed(kim).getByText('check the exports'));
    await sees(owed(bob).getByText(/Kim R hasn’t acknowledged: check the exports/));
    await isTold(bob, 'Kim R hasn’t acknowledged “check the exports”');
    for (const person of [priya, dana]) {
      expect(await owed(person).getByText('check the exports').count()).toBe(0);
      expect((await heard(person)).spoken.filter((words) => /Reminded|hasn’t acknowledged/.test(words))).toEqual([]);
    }
    expect((await heard(bob)).spoken.filter((words) => words.includes('Reminded'))).toEqual([]);
    await bob.page.keyboard.press('a');
    await sees(owed(priya).getByText(/Kim R hasn’t acknowledged: check the exports/));
    await kim.page.keyboard.press('a');
    for (const person of [kim, bob, priya]) await seesNoMore(owed(person).getByText('check the exports'));
    for (const person of [kim, bob, priya, dana]) await sees(row(person, 'check the exports').getByText(/left$/));
  });

  it("JR42 while one reports, is blocked and needs more time, another's timebox runs out: the commander asks for status, and done takes the card off every screen", async () => {
    await desk.meet({}, 'Card payments fail');
    await desk.gives('Bob roll back 812 1m', 'roll back 812', bob);
    await desk.gives('Kim check the replicas 5m', 'check the replicas', kim);
    const report = await opens(kim, 'c', 'Report: check the replicas');
    await kim.page.keyboard.type('replica 3 is 40 s behind');
    await writes(kim, report.getByLabel('Needs'), 'a restart window');
    await sends(kim);
    await sees(row(priya, 'check the replicas').getByText('replica 3 is 40 s behind'));
    await does(kim, 'blocked', 'My task is blocked');
    await isIn(kim, 'Blocked: check the replicas');
    await sends(kim, 'somebody with write access to db-7', 'Enter');
    for (const person of [priya, dana])
      await sees(row(person, 'check the replicas').getByText('Needs: somebody with write access to db-7'));
    const more = await opens(kim, 'm', 'Continue: check the replicas');
    await chooses(kim, more.getByRole('radio', { name: '20 min' }));
    await sends(kim);
    await sees(row(priya, 'check the replicas').getByText(/^(20:00|19:\d\d) left$/));
    const ask = row(priya, 'roll back 812').getByRole('button', { name: 'Ask Bob L for status' });
    await sees(ask);
    await sees(owed(priya).getByText(/Bob L: roll back 812, overdue/));
    await sees(owed(bob).getByText(/roll back 812: overdue/));
    await presses(priya, ask);
    await sees(owed(bob).getByText(/Status of roll back 812/));
    await sees(row(priya, 'roll back 812').getByText(/Bob L was just asked/));
    await opens(bob, 'e', 'Done: roll back 812');
    await sends(bob, '812 is gone, errors fall', 'Enter');
    for (const person of [priya, bob, kim, dana]) {
      await sees(tasks(person).getByText('1 done'));
      await seesNoMore(row(person, 'roll back 812').getByRole('timer'));
    }
    expect(await owed(priya).count()).toBe(0);
  });

  it('JR43 j, k and Enter move in the list and open a task; a cancelled one comes back from the toast', async () => {
    await desk.meet({}, 'Search is slow');
    await desk.gives('Kim read the slow log 20m', 'read the slow log', kim);
    await desk.gives('Bob warm the cache 10m', 'warm the cache', bob);
    await priya.page.keyboard.press('j');
    await sees(tasks(priya).locator('button[data-row]:focus').filter({ hasText: 'warm the cache' }));
    await priya.page.keyboard.press('j');
    await sees(tasks(priya).locator('button[data-row]:focus').filter({ hasText: 'read the slow log' }));
    await priya.page.keyboard.press('k');
    await priya.page.keyboard.press('Enter');
    await sees(row(priya, 'warm the cache').getByText(/Assigned by Priya N at/));
    await presses(priya, row(priya, 'warm the cache').getByRole('button', { name: 'Cancel task' }));
    await sees(tasks(bob).getByText('1 cancelled'));
    await presses(priya, priya.page.getByRole('button', { name: 'Undo' }));
    await sees(owed(bob).getByText(/Priya N assigned you: warm the cache/));
    await seesNoMore(tasks(bob).getByText('1 cancelled'));
  });
});
