/**
 * Journeys of the commander, with the keyboard alone: handing over with open tasks, leading by teams, the first
 * command, a long one, and one with hands-on work.
 */
import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { PATIENCE } from '../support/browser/command-desk.ts';
import { completesOffer, Desk, dialogOf, offers, owed, row, says, tasks } from '../support/browser/keyboard-desk.ts';
import { inRoom } from '../support/browser/room.ts';
import { chooses, closes, does, isIn, opens, presses, sends, writes } from '../support/browser/keyboard.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { somebody, Visitor } from '../support/server/server-process.ts';

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

const command = ({ page }: Person): Locator => page.getByRole('region', { name: 'Change of command' });

describe('journeys of the commander at the desk', { timeout: PATIENCE }, () => {
  it("JR44 command is handed over with the keyboard through the open tasks: owners and blocked tasks ticked, the receiver's own decided, new ones shown, the brief edited while it is read", async () => {
    await desk.meet({}, 'Logins fail');
    await desk.gives('Kim check the replicas 20m', 'check the replicas', kim);
    await desk.gives('Kim ask the provider 20m', 'ask the provider', kim);
    await desk.gives('Kim drain eu-1 20m', 'drain eu-1', kim);
    await desk.gives('Bob roll back 812 20m', 'roll back 812', bob);
    await kim.page.keyboard.press('j');
    await presses(kim, row(kim, 'drain eu-1').getByRole('button', { name: 'Blocked' }));
    await isIn(kim, 'Blocked: drain eu-1');
    await sends(kim, 'the key to the safe', 'Enter');
    await sees(row(priya, 'drain eu-1').getByText('Needs: the key to the safe'));
    await offers(priya, /Bob L/);
    const walk = dialogOf(bob, /offered you command/);
    const take = walk.getByRole('button', { name: 'I have command' });
    await sees(walk.getByText('p99 above 2 s again: fail over to eu-2'));
    await writes(bob, walk.getByLabel(/First thing/), 'check the rollback with Kim');
    await says(priya, 'Kim watch the error rate 10m');
    await sees(walk.getByText('new since the offer, yours once you accept'));
    await sees(walk.getByRole('listitem').filter({ hasText: 'watch the error rate' }));
    const edit = await opens(priya, 'h', 'Brief for Bob L');
    await writes(priya, edit.getByLabel('Plan'), 'drain eu-1 once Kim has the key');
    await sends(priya);
    await sees(walk.getByText('drain eu-1 once Kim has the key'));
    await sees(walk.getByText('changed just now'));
    expect(await walk.getByLabel(/First thing/).inputValue()).toBe('check the rollback with Kim');
    expect(await take.getAttribute('aria-disabled')).toBe('true');
    await sees(walk.getByText('Decide what happens to your own task first: roll back 812.'));
    await chooses(bob, walk.getByRole('radio', { name: 'Keep it' }));
    await sees(walk.getByText('Say why you’re keeping roll back 812.'));
    await writes(bob, walk.getByLabel('Why you’re keeping it'), 'only I have the deploy key');
    await sees(walk.getByText('Review and tick: drain eu-1, Kim R.'));
    await chooses(bob, walk.getByRole('radio', { name: 'Stop it' }));
    await sees(walk.getByText('Review and tick: drain eu-1, Kim R.'));
    await chooses(bob, walk.getByRole('radio', { name: 'Reassign it' }));
    await sees(walk.getByRole('combobox', { name: 'To' }));
    expect(await walk.getByRole('checkbox').count()).toBe(2);
    await chooses(bob, walk.getByRole('checkbox', { name: /drain eu-1/ }));
    await sees(walk.getByText('Review and tick: Kim R.'));
    await bob.page.keyboard.press('Control+Enter');
    await chooses(bob, walk.getByRole('checkbox', { name: /check the replicas/ }));
    await seesNoMore(walk.getByText(/Review and tick/));
    await presses(bob, take);
    await seesNoMore(walk);
    for (const person of [priya, bob, kim, dana])
      await sees(command(person).getByText('Bob L is now Incident Commander'));
    await sees(owed(kim).getByText(/roll back 812/));
    await sees(row(bob, 'Kim R roll back 812'));
    await sees(bob.page.getByText('1 direct report').first());
  });

  it('JR45 nine direct reports turn the meter, and a team turns it back', async () => {
    const id = await desk.meet({}, 'Region eu-1 is gone');
    const names = ['Ada', 'Ben', 'Cem', 'Dov', 'Eva', 'Fay', 'Gus', 'Hal', 'Ida'];
    const programs = await Promise.all(
      names.map(async (name) => {
        const { token } = await somebody(desk.fixture.server, name);
        const visitor = await Visitor.come(desk.fixture.server, token);
        await visitor.enter(id);
        return visitor;
      }),
    );
    const meter = (person: Person): Locator =>
      person.page.locator('header').getByRole('button', { name: /direct reports/ });
    await sees(meter(priya).and(priya.page.getByText('0 direct reports')));
    for (const [index, visitor] of programs.entries())
      await visitor.command(id, {
        id: randomUUID(),
        type: 'tasks.take',
        data: { what: `look at shard ${index}`, minutes: 30 },
      });
    for (const person of [priya, dana]) await sees(meter(person).getByText('9 direct reports: split off a team?'));
    await does(priya, 'form a team', 'Form a team');
    const dialog = await isIn(priya, 'Form a team');
    await writes(priya, dialog.getByLabel('Name'), 'Shards');
    await writes(priya, dialog.getByLabel('Goal'), 'Find the shards that can be saved');
    await chooses(priya, dialog.getByRole('radio', { name: /Ada/ }));
    for (const name of names.slice(1, 5))
      await chooses(priya, dialog.getByRole('checkbox', { name: new RegExp(name) }));
    await sends(priya);
    for (const person of [priya, dana]) await sees(meter(person).getByText('5 direct reports'));
    expect(await meter(priya).getAttribute('data-level')).toBe('calm');
    await sees(row(kim, 'look at shard 1').getByText('(reports to Ada)'));
    for (const visitor of programs) visitor.leave();
  });

  it('JR46 a first-time commander reads two things to do, and what is dismissed stays dismissed', async () => {
    await kim.page.goto('/');
    await sees(kim.page.getByText('Join as'));
    await kim.page.keyboard.press('d');
    await sees(kim.page.getByLabel('What’s broken, and who’s affected?').and(kim.page.locator(':focus')));
    await kim.page.keyboard.type('Invoices are sent twice');
    await chooses(kim, kim.page.getByRole('radio', { name: /SEV2/ }));
    await presses(kim, kim.page.getByRole('button', { name: 'Declare the incident' }));
    await kim.page.waitForURL(/\/rooms\/inc-/);
    await inRoom(kim);
    const guide = kim.page.getByRole('region', { name: 'Your first five minutes in command' });
    await sees(kim.page.getByText('“I am Kim R, I have command.”'));
    await presses(kim, kim.page.getByRole('button', { name: 'Next card' }));
    await sees(guide);
    expect(await guide.getByRole('listitem').count()).toBe(2);
    await presses(kim, guide.getByRole('button', { name: /Don’t show again: Severity/ }));
    await seesNoMore(guide.getByText('Severity and who’s affected'));
    expect(await guide.getByRole('listitem').count()).toBe(1);
    await presses(kim, kim.page.getByRole('button', { name: 'Previous card' }));
    await presses(kim, kim.page.getByRole('button', { name: 'I have command' }));
    await presses(kim, guide.getByRole('button', { name: 'I know this' }));
    await seesNoMore(guide);
    await kim.page.reload();
    await inRoom(kim);
    await sees(tasks(kim));
    expect(await guide.count()).toBe(0);
  });

  it('JR47 a long command asks who relieves it: relief is asked for, the deputy can, and the offer opens filled in', async () => {
    await desk.meet({ commandHourSeconds: 5 }, 'Mail is late');
    await desk.makesDeputy(/Bob L/, bob);
    await desk.gives('Kim empty the mail queue 20m', 'empty the mail queue', kim);
    const card = priya.page.getByRole('region', { name: /You’ve been in command for .* Who can relieve you\?/ });
    await sees(card);
    await sees(bob.page.getByRole('region', { name: /^Priya N has been in command/ }));
    await presses(priya, card.getByRole('button', { name: 'Ask to be relieved' }));
    await isIn(priya, 'Ask to be relieved');
    await sends(priya, 'three hours in');
    await sees(bob.page.getByRole('region', { name: 'Priya N asks to be relieved of command' }));
    await bob.page.keyboard.press('a');
    const offer = priya.page.getByRole('button', { name: 'Offer command to Bob L' });
    await presses(priya, offer);
    const dialog = await isIn(priya, 'Hand off command');
    expect(await dialog.getByRole('radio', { name: /Bob L/ }).isChecked()).toBe(true);
    await sees(dialog.getByText(/empty the mail queue/));
    await completesOffer(priya, dialog);
    const walk = dialogOf(bob, /offered you command/);
    await chooses(bob, walk.getByRole('checkbox', { name: /Kim R/ }));
    await writes(bob, walk.getByLabel(/First thing/), 'ask Kim how long the queue is');
    await presses(bob, walk.getByRole('button', { name: 'I have command' }));
    await sees(command(priya).getByText('Bob L is now Incident Commander'));
    expect(await card.count()).toBe(0);
  });

  it('JR48 a commander who takes hands-on work is warned, and is offered a handoff', async () => {
    await desk.meet({}, 'Uploads stall');
    const dialog = await opens(priya, 't', 'Assign a task');
    await priya.page.keyboard.type('I restart the upload workers 5m');
    await sees(dialog.getByText(/You’re in command: don’t combine hands-on work and command/));
    await priya.page.keyboard.press('Enter');
    await seesNoMore(dialog);
    const card = priya.page.getByRole('region', {
      name: 'You’re in command and hands-on. Reassign the task or hand off command.',
    });
    await presses(priya, priya.page.getByRole('button', { name: 'Next card' }));
    await sees(card);
    await presses(priya, card.getByRole('button', { name: /^Offer command to/ }));
    const offer = await isIn(priya, 'Hand off command');
    expect(await offer.getByRole('radio', { checked: true }).count()).toBe(1);
    await closes(priya);
    await presses(priya, card.getByRole('button', { name: /^Reassign to/ }));
    await seesNoMore(card);
    await sees(row(dana, 'restart the upload workers').getByText(/^(Bob L|Kim R)$/));
  });
});
