/**
 * Journeys of people who were away, mute sounds or think that it is worse: what they return to, what they hear all the
 * same, and where their suggestion goes. By keyboard; five people in one room, one story.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { log, PATIENCE, question, setDesk } from '../support/browser/command-desk.ts';
import { offers } from '../support/browser/keyboard-desk.ts';
import { ASKED, heard, hears, isTold, listens } from '../support/browser/heard.ts';
import { inRoom, joins, type Fixture } from '../support/browser/room.ts';
import { chooses, closes, does, isIn, opens, presses, reaches, seeks, sends } from '../support/browser/keyboard.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let kim: Person;
let li: Person;
let dana: Person;
let everybody: readonly Person[];
let path: string;

beforeAll(async () => {
  ({ fixture, priya, bob, kim, li, dana, everybody, path } = await setDesk());
}, PATIENCE);

strikesAfterwards(() => fixture);

/** A person who sees a version of the Now block arrive has read it a moment later; their browser remembers that. */
const hasRead = ({ page }: Person, version: number) =>
  page.waitForFunction(
    ([end, wanted]) =>
      Object.entries(localStorage).some(
        ([key, kept]) => key.endsWith(end) && JSON.parse(String(kept)).version === wanted,
      ),
    [`.now.${path.split('/').at(-1)}`, version] as const,
  );
const now = ({ page }: Person) => page.getByRole('region', { name: 'Now', exact: true });

describe.sequential('journeys of who returns to the command desk', () => {
  it(
    'JR66 a responder suggests a severity once; the commander is asked for the impact first and sets it; what is suggested later may be kept as it is',
    async () => {
      await does(kim, 'suggest severity', 'Suggest a severity');
      const suggest = await isIn(kim, 'Suggest a severity');
      await chooses(kim, suggest.getByRole('radio', { name: /SEV1/ }));
      await reaches(kim, suggest.getByLabel('What did you see? In one line'));
      await sends(kim, 'support has 200 tickets from the US too');
      await sees(
        (await seeks(kim, 'suggest severity', 'Suggest a severity')).and(kim.page.locator('[aria-disabled="true"]')),
      );
      await closes(kim);
      for (const person of [bob, priya])
        await sees(now(person).getByText(/Kim R suggested SEV1: support has 200 tickets/));
      await opens(priya, 'a', 'Change severity');
      expect(await priya.page.evaluate(() => document.activeElement?.closest('div')?.textContent)).toContain(
        'First: what’s the customer impact?',
      );
      await sends(priya, 'EU and US card payments fail, 40 %');
      for (const person of everybody) {
        await sees(person.page.locator('header').getByText('SEV1').first());
        await sees(person.page.getByText('EU and US card payments fail, 40 %').filter({ visible: true }));
      }
      await does(li, 'suggest severity', 'Suggest a severity');
      const another = await isIn(li, 'Suggest a severity');
      await chooses(li, another.getByRole('radio', { name: /SEV3/ }));
      await reaches(li, another.getByLabel('What did you see? In one line'));
      await sends(li, 'the bank says it is theirs');
      await presses(priya, now(priya).getByRole('button', { name: 'Keep SEV1' }));
      for (const person of everybody) await seesNoMore(person.page.getByRole('list', { name: 'Suggested severity' }));
      await sees(log(li).getByText(/Severity stays|keeps SEV1|kept SEV1/i));
    },
    PATIENCE,
  );

  it(
    'JR67 a person who was elsewhere while the Now block was written returns to the versions and reads what changed',
    async () => {
      await hasRead(kim, 1);
      await does(kim, 'lobby', 'Go to the lobby');
      await sees(kim.page.getByText('Join as'));
      for (const [field, words] of [
        ['Plan', 'fail over to eu-2, then drain eu-1'],
        ['We know', 'deploy 812 broke the cards'],
      ] as const) {
        await presses(priya, now(priya).getByRole('button', { name: `Edit: ${field}` }));
        await sees(now(priya).getByRole('textbox', { name: field }).and(priya.page.locator(':focus')));
        await priya.page.keyboard.type(words);
        await priya.page.keyboard.press('Control+Enter');
        await sees(now(priya).getByText(words));
      }
      await kim.page.goBack();
      await inRoom(kim);
      await sees(now(kim).getByText('You’ve read version 1, this is 3.'));
      await presses(kim, now(kim).getByRole('button', { name: 'What changed' }));
      await sees(now(kim).locator('ins').getByText('deploy 812 broke the cards'));
      await sees(now(kim).locator('ins').getByText('fail over to eu-2, then drain eu-1'));
      await presses(kim, now(kim).getByRole('button', { name: 'Mark as read' }));
      await seesNoMore(now(kim).getByText(/You’ve read version/));
    },
    PATIENCE,
  );

  it(
    'JR68 for a quarter of an hour a new task makes no sound, but a direct question of the commander does',
    async () => {
      const mia = await fixture.comes('Mia T');
      await listens(mia);
      await joins(mia, path);
      await mia.page.keyboard.press('v');
      await sees(mia.page.getByText(/Sounds are off until \d\d:\d\d/));
      await opens(priya, 't', 'Assign a task');
      await priya.page.keyboard.type("Mia read the bank's status page 5m");
      await sees(priya.page.getByRole('button', { name: 'Assign to Mia T' }));
      await sends(priya);
      await isTold(mia, 'read the bank');
      await mia.page.keyboard.press('a');
      await sees(mia.page.getByRole('region', { name: 'Tasks' }).getByText(/left/));
      await does(priya, 'status read the bank', 'Ask Mia T for status');
      await hears(mia, ASKED);
      expect((await heard(mia)).sounds).toEqual(ASKED);
      await priya.page.keyboard.press('v');
      await sees(priya.page.getByText(/Sounds are off until/));
      const earlier = (await heard(priya)).sounds.length;
      const ask = await opens(dana, 'r', 'Ask the commander');
      await reaches(dana, ask.getByLabel('Your question'));
      await sends(dana, 'Is the bank told?');
      await priya.page.waitForFunction(
        (silent) => (window as unknown as { sounds: number[] }).sounds.length > silent,
        earlier,
      );
      expect((await heard(priya)).sounds.slice(earlier)).toEqual(ASKED);
      await mia.context.close();
    },
    PATIENCE,
  );

  it(
    'JR69 lines written offline are there once on every screen with both times, and a person who returns reads how long it was and what happened: command, decisions, own tasks',
    async () => {
      const { person: ana, cable } = await fixture.comesByCable('Ana S');
      await listens(ana);
      await joins(ana, path);
      // All of the page has loaded before it goes offline.
      await sees(ana.page.getByText('saved', { exact: true }));
      cable.cut();
      await sees(ana.page.getByText(/No response from the server|Disconnected/));
      await ana.page.keyboard.press('/');
      await ana.page.keyboard.type('the bank confirms it');
      await ana.page.keyboard.press('Enter');
      await sees(log(ana).getByText('waiting for connection'));
      await ana.page.keyboard.press('Escape');
      await ana.page.keyboard.press('n');
      await ana.page.keyboard.type('bank switched to its second line');
      await ana.page.keyboard.press('Enter');
      await sees(log(ana).getByText('bank switched to its second line'));
      await ana.page.keyboard.press('Escape');
      await seeks(ana, 'take a task', 'Take a task');
      await sees(ana.page.getByRole('listbox').getByText(/disconnected/i));
      await closes(ana);
      await meanwhile();
      cable.mend();
      const digest = await isIn(ana, /^You were away for (\d+ m )?\d+ s$/);
      for (const heading of ['Command', 'Decided', 'Tasks for you'])
        await sees(digest.getByRole('heading', { name: heading, exact: true }));
      await sees(digest.getByText(/Bob L/));
      await sees(digest.getByText(/restart the bank link/));
      await sees(digest.getByText(/ask the bank for its logs/));
      await ana.page.keyboard.press('Control+Enter');
      await seesNoMore(digest);
      for (const person of [...everybody, ana]) await standsOnce(person);
    },
    PATIENCE,
  );
});

/** While someone is away: a decision is dropped, they get a task, command passes to the deputy. */
async function meanwhile(): Promise<void> {
  await opens(priya, 'p', 'Propose');
  await sends(priya, 'restart the bank link');
  await sees(question(priya));
  await does(priya, 'decide proceed', 'Decide: proceed, amend or drop');
  const decide = await isIn(priya, 'Decide');
  await chooses(priya, decide.getByRole('radio', { name: 'Drop' }));
  await sees(decide.getByRole('button', { name: 'Drop it' }));
  await sends(priya);
  await opens(priya, 't', 'Assign a task');
  await priya.page.keyboard.type('Ana ask the bank for its logs 10m');
  await sees(priya.page.getByRole('button', { name: 'Assign to Ana S' }));
  await sends(priya);
  await offers(priya, /Bob L/);
  const walk = await isIn(bob, /offered you command/);
  for (const tick of await walk.getByRole('checkbox').all()) await chooses(bob, tick);
  await reaches(bob, walk.getByLabel(/First thing/));
  await sends(bob, "read the bank's logs with Ana");
  await sees(priya.page.getByText(/Bob L is now Incident Commander/));
}

async function standsOnce(person: Person): Promise<void> {
  const { page } = person;
  for (const [tab, line] of [
    ['Timeline', 'bank switched to its second line'],
    ['Chat', 'the bank confirms it'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).press('Enter');
    const entry = log(person).getByRole('article').filter({ hasText: line });
    await sees(entry.getByText(/written offline \d\d:\d\d:\d\dZ, received \d\d:\d\d:\d\dZ/));
    expect(await entry.count()).toBe(1);
  }
}
