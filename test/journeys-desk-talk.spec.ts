/**
 * Journeys of what is decided, asked and said at the command desk, by keyboard: five people in one room, one story. Each step says
 * who must see and hear it, and who must not.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ASKED, forgets, heard, hears, isTold, listens } from './ears.ts';
import { inRoom, joins, Scene } from './journey.ts';
import { does, opens, presses, reaches, seeks, sends } from './keyboard.ts';
import { sees, seesNoMore, type Person } from './stage-browser.ts';

const PATIENCE = 240_000;
/** Time for a strong objection: long enough for three people on a slow machine, stations have twice as long. */
const TIMES = { firstUpdateSeconds: 3600, acknowledgeSeconds: 3600, objectionSeconds: 30 };

let scene: Scene;
let priya: Person;
let bob: Person;
let kim: Person;
let li: Person;
let dana: Person;
let path: string;

beforeAll(async () => {
  scene = await Scene.set();
  priya = await scene.administrator('Priya N');
  [bob, kim, li] = [await scene.comes('Bob L'), await scene.comes('Kim R'), await scene.comes('Li W')];
  dana = await scene.comes('Dana O', { as: 'observer' });
  for (const person of everybody()) {
    person.page.setDefaultTimeout(90_000);
    await listens(person);
  }
  path = `/rooms/${await scene.declareWithTimes(priya, TIMES)}`;
  for (const person of [bob, kim, li, dana]) await joins(person, path);
  await priya.page.keyboard.press('a');
  await seesNoMore(priya.page.getByText('Confirm that you are in command'));
  await takesSeat(bob, 'deputy', 'Deputy');
  await takesSeat(li, 'internal comms', 'Internal comms');
}, PATIENCE);

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await scene.theatre.pictures(task.name);
});

afterAll(async () => {
  await scene?.strike();
});

const everybody = (): readonly Person[] => [priya, bob, kim, li, dana];
const log = ({ page }: Person) => page.getByRole('log');
const question = ({ page }: Person) => page.getByRole('region', { name: 'Any strong objections?' });
const poll = ({ page }: Person) => page.getByRole('region', { name: 'Go or no-go?' });
const decided = ({ page }: Person) => page.getByRole('region', { name: 'Decided' });
const now = ({ page }: Person) => page.getByRole('region', { name: 'Now', exact: true });
const primary = ({ page }: Person) => page.getByRole('dialog').locator('[data-actions] button').last();
/** Words that would make a vote of it. */
const TALLY = /\d+\s*(of \d+\s*)?(heard|objections?|votes?|responses?|answers?|gos?\b)|\b(heard|objections?|votes?|objected)\s*[:(]\s*\d/i;

/** Volunteers, and is seated by the commander. */
async function takesSeat(person: Person, seek: string, title: string): Promise<void> {
  await does(person, `volunteer ${seek}`, `Volunteer as ${seek}`);
  await priya.page.getByRole('button', { name: new RegExp(`Seat them as ${seek}`, 'i') }).press('Enter');
  await sees(person.page.getByRole('button', { name: new RegExp(`Leave ${title}`, 'i') }));
}

/** Why the dialog's primary button may not be pressed, in its own words. */
async function whyNot(person: Person): Promise<string> {
  const button = primary(person);
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  return person.page.locator(`[id="${await button.getAttribute('aria-describedby')}"]`).innerText();
}

describe.sequential('journeys of words at the command desk', () => {
  it('JR60 a proposal stands before everybody with its countdown; an objection and a heard are said, and only the commander reads whose word is missing', async () => {
    await opens(priya, 'p', 'Propose');
    await sends(priya, 'drain eu-1 and send its traffic to eu-2');
    for (const person of everybody()) {
      await sees(question(person).getByText('drain eu-1 and send its traffic to eu-2'));
      await sees(question(person).getByRole('timer'));
    }
    await sees(question(priya).getByText(/No word yet from .*Only you see this/));
    await does(kim, 'strong objection', 'Strong objection to the proposal');
    await sends(kim, 'the replicas are ten minutes behind');
    await bob.page.keyboard.press('a');
    await sees(question(bob).getByText('You said: heard'));
    for (const person of everybody()) await sees(question(person).getByText('Kim R objects: the replicas are ten minutes behind'));
    await sees(question(priya).getByText('No word yet from Li W. Only you see this.'));
    for (const person of [bob, kim, li, dana]) {
      expect(await person.page.getByText(/No word yet/).count()).toBe(0);
      expect(await question(person).innerText()).not.toMatch(TALLY);
    }
    expect(await question(dana).getByRole('button').count()).toBe(0);
    await isTold(kim, 'drain eu-1');
  }, PATIENCE);

  it('JR61 when its time is over the commander proceeds with a reason; the outcome stands with the objection and its reason on every screen, and nowhere a count', async () => {
    await sees(question(priya).getByText('time is up'));
    await opens(priya, 'a', 'Decide');
    await sees(primary(priya));
    expect(await whyNot(priya)).toMatch(/Say in one line why you go on/);
    await reaches(priya, priya.page.getByLabel('Why go on all the same, in one line'));
    await sends(priya, 'eu-1 loses more with every minute');
    for (const person of everybody()) {
      await seesNoMore(question(person));
      await sees(decided(person).getByText('Proceed: drain eu-1'));
      await sees(decided(person).getByText('Priya N: eu-1 loses more with every minute'));
      await sees(decided(person).getByText('Over Kim R’s objection: the replicas are ten minutes behind'));
      await sees(log(person).getByText(/Priya N decided: drain eu-1 .*Kim R's objection \(the replicas are ten minutes behind\): eu-1 loses more/));
      expect(await decided(person).innerText()).not.toMatch(TALLY);
      expect(await log(person).innerText()).not.toMatch(TALLY);
    }
  }, PATIENCE);

  it('JR62 the director\'s question reaches the commander and comms by sound, number and word; those who work hear and owe nothing', async () => {
    for (const person of everybody()) await forgets(person);
    const dialog = await opens(dana, 'r', 'Ask the commander');
    await reaches(dana, dialog.getByLabel('Your question'));
    await sends(dana, 'What may I tell the board at four?');
    await sees(dana.page.getByText('Your question is first in the queue.'));
    await hears(priya, ASKED);
    await hears(li, ASKED);
    await isTold(priya, 'What may I tell the board at four?');
    for (const person of [priya, li]) {
      const { number, dot, owed } = await heard(person);
      expect({ number, dot, lines: owed.filter((line) => line.includes('Dana O asks: What may I tell the board at four?')).length }).toEqual({ number: '1', dot: true, lines: 1 });
    }
    for (const person of [bob, kim]) {
      await sees(log(person).getByText(/Dana O asked the commander/));
      const { sounds, spoken, number, dot, owed } = await heard(person);
      expect({ sounds, number, dot, owed, told: spoken.filter((words) => /Dana|board/.test(words)) }).toEqual({ sounds: [], number: '', dot: false, owed: [], told: [] });
    }
  }, PATIENCE);

  it('JR63 the director reads that the answer is promised, and then the answer itself', async () => {
    const dialog = await opens(priya, 'a', 'Dana O asks');
    await reaches(priya, dialog.getByRole('radio', { name: 'Answer now' }));
    await priya.page.keyboard.press('ArrowRight');
    await sees(dialog.getByRole('radio', { name: '10 min', checked: true }));
    await sends(priya);
    await sees(dana.page.getByText(/Your question: answer promised by \d\d:\d\d/));
    await isTold(dana, 'will answer');
    await priya.page.keyboard.press('g');
    await priya.page.keyboard.press('a');
    await sees(priya.page.getByRole('list', { name: 'Promised' }).getByText('What may I tell the board at four?'));
    await priya.page.keyboard.press('j');
    const answer = await opens(priya, 'Enter', 'Dana O asks');
    await reaches(priya, answer.getByLabel('Your answer', { exact: true }));
    await sends(priya, 'Card payments in the EU fail; back by five.');
    await sees(dana.page.getByText('Priya N answers: Card payments in the EU fail; back by five.'));
    await dana.page.keyboard.press('g');
    await dana.page.keyboard.press('a');
    await sees(dana.page.getByText('Priya N answered you'));
  }, PATIENCE);

  it('JR64 a question that is handed to the deputy asks the deputy directly, and the asker gets the deputy\'s answer', async () => {
    for (const person of [bob, kim]) await forgets(person);
    const ask = await opens(dana, 'r', 'Ask the commander');
    await reaches(dana, ask.getByLabel('Your question'));
    await sends(dana, 'Who signs for two more people?');
    await sees(priya.page.getByText(/Dana O asks: Who signs for two more people/));
    const dialog = await opens(priya, 'a', 'Dana O asks');
    await reaches(priya, dialog.getByRole('radio', { name: 'Answer now' }));
    await priya.page.keyboard.press('ArrowLeft');
    await reaches(priya, dialog.getByLabel('Who answers'));
    await priya.page.keyboard.type('Bob');
    await sends(priya);
    await hears(bob, ASKED);
    await isTold(bob, 'handed the question of Dana O to Bob L');
    await sees(dana.page.getByText(/Your question: with Bob L by \d\d:\d\d/));
    const answer = await opens(bob, 'a', 'Dana O asks');
    await reaches(bob, answer.getByLabel('Your answer', { exact: true }));
    await sends(bob, 'I do. Send me their names.');
    await sees(dana.page.getByText('Bob L answers: I do. Send me their names.'));
    await sees(log(kim).getByText(/Bob L answered Dana O/));
    expect(await heard(kim)).toMatchObject({ sounds: [], spoken: [], owed: [] });
  }, PATIENCE);

  it('JR65 stations answer go or no-go; whoever is silent stands as missing, never as go, and going on without them takes a reason', async () => {
    const dialog = await opens(priya, 'g o', 'Go or no-go');
    await sees(dialog.getByRole('checkbox', { name: /Deputy/, checked: true }));
    await sends(priya, 'fail over to eu-2');
    for (const person of everybody()) await sees(poll(person).getByRole('listitem').filter({ hasText: 'Internal comms' }).getByText('waiting'));
    await sees(poll(bob).getByText('You answer for Deputy'));
    expect(await poll(kim).getByRole('button').count()).toBe(0);
    await does(bob, 'go for my station', 'Go for my station');
    for (const person of everybody()) await sees(poll(person).getByRole('listitem').filter({ hasText: 'Deputy' }).getByText('GO', { exact: true }));
    for (const person of everybody()) await sees(poll(person).getByRole('listitem').filter({ hasText: 'Internal comms' }).getByText('missing'));
    const decide = await opens(priya, 'a', 'Decide');
    await sees(decide.getByText('Goes on without Internal comms: that stands in the log.'));
    expect(await whyNot(priya)).toMatch(/internal comms did not answer.*Say in one line why you go on/i);
    await reaches(priya, decide.getByLabel('Why go on all the same, in one line'));
    await sends(priya, 'comms is on the phone with the bank');
    for (const person of everybody()) {
      await person.page.getByRole('tab', { name: 'Timeline' }).press('Enter');
      await sees(decided(person).getByText('No answer from Internal comms'));
      await sees(log(person).getByText(/Priya N decided: fail over to eu-2\. Without an answer from internal comms: comms is on the phone with the bank/));
    }
  }, PATIENCE);

  it('JR66 a responder suggests a severity once; the commander is asked for the impact first and sets it; what is suggested later may be kept as it is', async () => {
    await does(kim, 'suggest severity', 'Suggest a severity');
    const suggest = kim.page.getByRole('dialog', { name: 'Suggest a severity' });
    await reaches(kim, suggest.getByRole('radio', { name: /SEV1/ }));
    await kim.page.keyboard.press('Space');
    await reaches(kim, suggest.getByLabel('What did you see, in one line'));
    await sends(kim, 'support has 200 tickets from the US too');
    expect(await (await seeks(kim, 'suggest severity', 'Suggest a severity')).getAttribute('aria-disabled')).toBe('true');
    await kim.page.keyboard.press('Escape');
    await sees(now(bob).getByText(/Kim R suggests SEV1: support has 200 tickets/));
    await opens(priya, 'a', 'Change severity');
    expect(await priya.page.evaluate(() => document.activeElement?.closest('div')?.textContent)).toContain('First: what do customers feel?');
    await sends(priya, 'EU and US card payments fail, 40 %');
    for (const person of everybody()) {
      await sees(person.page.locator('header').getByText('SEV1').first());
      await sees(person.page.locator('header').getByText('EU and US card payments fail, 40 %'));
    }
    await does(li, 'suggest severity', 'Suggest a severity');
    await reaches(li, li.page.getByRole('dialog').getByRole('radio', { name: /SEV3/ }));
    await li.page.keyboard.press('Space');
    await reaches(li, li.page.getByRole('dialog').getByLabel('What did you see, in one line'));
    await sends(li, 'the bank says it is theirs');
    await presses(priya, now(priya).getByRole('button', { name: 'Keep SEV1' }));
    for (const person of everybody()) await seesNoMore(person.page.getByRole('list', { name: 'Suggested severity' }));
    await sees(log(li).getByText(/Severity stays|keeps SEV1|kept SEV1/i));
  }, PATIENCE);

  it('JR67 who was elsewhere while the Now block was written comes back to the versions and reads what changed', async () => {
    await does(bob, 'lobby', 'Go to the lobby');
    await sees(bob.page.getByText('Join as'));
    for (const [field, words] of [['Plan', 'fail over to eu-2, then drain eu-1'], ['We know', 'deploy 812 broke the cards']] as const) {
      await presses(priya, now(priya).getByRole('button', { name: `Edit: ${field}` }));
      await sees(now(priya).getByRole('textbox', { name: field }));
      await priya.page.keyboard.type(words);
      await priya.page.keyboard.press('Control+Enter');
      await sees(now(priya).getByText(words));
    }
    await bob.page.goBack();
    await inRoom(bob);
    await sees(now(bob).getByText('You have read version 1, this is 3.'));
    await presses(bob, now(bob).getByRole('button', { name: 'What changed' }));
    await sees(now(bob).locator('ins').getByText('deploy 812 broke the cards'));
    await sees(now(bob).locator('ins').getByText('fail over to eu-2, then drain eu-1'));
    await presses(bob, now(bob).getByRole('button', { name: 'I have read it' }));
    await seesNoMore(now(bob).getByText(/You have read version/));
  }, PATIENCE);

  it('JR68 for a quarter of an hour a new task makes no sound, but a direct question of the commander does', async () => {
    const mia = await scene.comes('Mia T');
    mia.page.setDefaultTimeout(90_000);
    await listens(mia);
    await joins(mia, path);
    await mia.page.keyboard.press('v');
    await sees(mia.page.getByText(/Sounds are off until \d\d:\d\d/));
    await opens(priya, 't', 'Assign a task');
    await priya.page.keyboard.type('Mia read the bank\'s status page 5m');
    await sees(priya.page.getByRole('button', { name: 'Assign to Mia T' }));
    await sends(priya);
    await isTold(mia, 'read the bank');
    await mia.page.keyboard.press('a');
    await sees(mia.page.getByRole('region', { name: 'Tasks' }).getByText(/left/));
    await does(priya, 'finished read the bank', 'Ask Mia T, finished?');
    await hears(mia, ASKED);
    expect((await heard(mia)).sounds).toEqual(ASKED);
    await priya.page.keyboard.press('v');
    await sees(priya.page.getByText(/Sounds are off until/));
    const earlier = (await heard(priya)).sounds.length;
    const ask = await opens(dana, 'r', 'Ask the commander');
    await reaches(dana, ask.getByLabel('Your question'));
    await sends(dana, 'Is the bank told?');
    await priya.page.waitForFunction((silent) => (window as unknown as { sounds: number[] }).sounds.length > silent, earlier);
    expect((await heard(priya)).sounds.slice(earlier)).toEqual(ASKED);
    await mia.context.close();
  }, PATIENCE);

  it('JR69 lines written without a link stand once on every screen with both times, and who returns reads how long and what: command, decisions, own tasks', async () => {
    const { person: ana, cable } = await scene.comesByCable('Ana S');
    ana.page.setDefaultTimeout(90_000);
    await joins(ana, path);
    cable.cut();
    await sees(ana.page.getByText(/No word from the server|Link lost/));
    await ana.page.keyboard.press('/');
    await ana.page.keyboard.type('the bank confirms it');
    await ana.page.keyboard.press('Enter');
    await sees(log(ana).getByText('waits for the link'));
    await ana.page.keyboard.press('Escape');
    await ana.page.keyboard.press('n');
    await ana.page.keyboard.type('bank switched to its second line');
    await ana.page.keyboard.press('Enter');
    await sees(log(ana).getByText('bank switched to its second line'));
    await ana.page.keyboard.press('Escape');
    expect(await (await seeks(ana, 'take a task', 'Take a task')).innerText()).toMatch(/link/i);
    await ana.page.keyboard.press('Escape');
    await meanwhile();
    cable.mend();
    const digest = ana.page.getByRole('dialog', { name: /^You were away (\d+ m )?\d+ s$/ });
    await sees(digest);
    for (const heading of ['Command', 'Decided', 'Tasks for you']) await sees(digest.getByRole('heading', { name: heading, exact: true }));
    await sees(digest.getByText(/Bob L/));
    await sees(digest.getByText(/restart the bank link/));
    await sees(digest.getByText(/ask the bank for its logs/));
    await ana.page.keyboard.press('Control+Enter');
    await seesNoMore(digest);
    for (const person of [...everybody(), ana]) await standsOnce(person);
  }, PATIENCE);
});

/** While somebody is away: a decision is dropped, they get a task, command moves to the deputy. */
async function meanwhile(): Promise<void> {
  await opens(priya, 'p', 'Propose');
  await sends(priya, 'restart the bank link');
  await sees(question(priya));
  await does(priya, 'decide', 'Decide: proceed, amend or drop');
  const decide = priya.page.getByRole('dialog', { name: 'Decide' });
  await reaches(priya, decide.getByRole('radio', { name: 'Proceed' }));
  await priya.page.keyboard.press('ArrowLeft');
  await sees(decide.getByRole('button', { name: 'Drop it' }));
  await sends(priya);
  await opens(priya, 't', 'Assign a task');
  await priya.page.keyboard.type('Ana ask the bank for its logs 10m');
  await sees(priya.page.getByRole('button', { name: 'Assign to Ana S' }));
  await sends(priya);
  const offer = await opens(priya, 'h', 'Hand over command');
  await reaches(priya, offer.getByRole('radio', { name: /Bob L/ }));
  await priya.page.keyboard.press('Space');
  await reaches(priya, offer.getByRole('radio', { name: 'Worse' }));
  await priya.page.keyboard.press('Space');
  await reaches(priya, offer.getByLabel(/If this happens/));
  await sends(priya, 'none');
  const walk = bob.page.getByRole('dialog', { name: /offers you command/ });
  await sees(walk);
  for (const tick of await walk.getByRole('checkbox').all()) {
    await reaches(bob, tick);
    await bob.page.keyboard.press('Space');
  }
  await reaches(bob, walk.getByLabel(/First thing/));
  await sends(bob, 'read the bank\'s logs with Ana');
  await sees(priya.page.getByText(/Bob L is now Incident Commander/));
}

async function standsOnce(person: Person): Promise<void> {
  const { page } = person;
  for (const [tab, line] of [['Timeline', 'bank switched to its second line'], ['Chat', 'the bank confirms it']] as const) {
    await page.getByRole('tab', { name: tab }).press('Enter');
    const entry = log(person).getByRole('article').filter({ hasText: line });
    await sees(entry.getByText(/written without a link \d\d:\d\d:\d\dZ, received \d\d:\d\d:\d\dZ/));
    expect(await entry.count()).toBe(1);
  }
}
