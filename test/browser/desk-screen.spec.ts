/**
 * Journeys of dialogs: whatever is open, on a desktop, a phone or at 200 % zoom, the six facts stay visible, no control
 * is lost, and axe finds nothing serious in either theme.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { PATIENCE, question, setDesk, wears } from '../support/browser/command-desk.ts';
import { offers, tasks } from '../support/browser/keyboard-desk.ts';
import type { Fixture } from '../support/browser/room.ts';
import { closes, does, isIn, opens, reaches, sends } from '../support/browser/keyboard.ts';
import { controlsLost, factsOutOfSight, resizes, scrolls, seriousFindings } from '../support/browser/page-checks.ts';
import { sees, type Person } from '../support/browser/browser.ts';

const DESKTOP = [1280, 800] as const;
const PHONE = [390, 844] as const;
/** A desktop of 1280 by 800 at 200 % zoom. */
const ZOOMED = [640, 400] as const;

let fixture: Fixture;
let priya: Person;
let bob: Person;
let kim: Person;
let dana: Person;

beforeAll(async () => {
  ({ fixture, priya, bob, kim, dana } = await setDesk({ objectionSeconds: 3600 }));
}, PATIENCE);

strikesAfterwards(() => fixture);

/**
 * What is wrong with the open dialog, on three screens: facts, fit, lost controls, axe's findings in either theme.
 * Closes it.
 */
async function wrongWith(person: Person, what: string): Promise<string[]> {
  const dialog = person.page.getByRole('dialog');
  const wrong: string[] = [];
  for (const size of [DESKTOP, PHONE, ZOOMED]) {
    await resizes(person, size);
    await sees(dialog);
    const found = [
      ...(await factsOutOfSight(person)),
      ...((await scrolls(person)) ? ['the page scrolls'] : []),
      ...(await controlsLost(person, '[role=dialog]')),
    ];
    if (size !== ZOOMED) {
      await wears(person, size === PHONE ? 'light' : 'dark');
      found.push(...(await seriousFindings(person, '[role=dialog]')));
    }
    wrong.push(...found.map((each) => `${what}, ${size.join(' x ')}: ${each}`));
  }
  await wears(person, 'dark');
  await resizes(person, DESKTOP);
  await closes(person);
  return wrong;
}

/** Opens one after another, and lists everything that is wrong. */
async function wrongWithAll(windows: readonly Window[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const each of windows) {
    await show(each);
    wrong.push(...(await wrongWith(each.who(), each.what)));
  }
  return wrong;
}

interface Window {
  readonly what: string;
  readonly who: () => Person;
  /** A key, or what is typed into the palette and which action it finds. */
  readonly by: string | readonly [seek: string, action: string];
}

/** Before anything has happened: what the commander, a responder and an observer can open. */
const CALM: readonly Window[] = [
  { what: 'assign', who: () => priya, by: 't' },
  { what: 'propose', who: () => priya, by: 'p' },
  { what: 'go or no-go', who: () => priya, by: 'g o' },
  { what: 'hand over', who: () => priya, by: 'h' },
  { what: 'severity', who: () => priya, by: ['change severity', 'Change severity'] },
  { what: 'close', who: () => priya, by: ['close the incident', 'Close the incident'] },
  { what: 'form a team', who: () => priya, by: ['form a team', 'Form a team'] },
  { what: 'who owns this', who: () => priya, by: ['who owns', 'Who owns this?'] },
  { what: 'impacted services', who: () => priya, by: ['impacted services', 'Set impacted services'] },
  { what: 'relief', who: () => priya, by: ['relief', 'Ask to be relieved'] },
  { what: 'palette', who: () => priya, by: 'Control+k' },
  { what: 'keys', who: () => priya, by: '?' },
  { what: 'suggest a severity', who: () => kim, by: ['suggest', 'Suggest a severity'] },
  { what: 'ask', who: () => dana, by: 'r' },
];

/** With a task, a question and a running decision. */
const BUSY: readonly Window[] = [
  { what: 'report', who: () => kim, by: 'c' },
  { what: 'done', who: () => kim, by: 'e' },
  { what: 'more time', who: () => kim, by: 'm' },
  { what: 'blocked', who: () => kim, by: ['blocked', 'My task is blocked'] },
  { what: 'object', who: () => kim, by: ['strong objection', 'Strong objection to the proposal'] },
  { what: 'decide', who: () => priya, by: ['decide proceed', 'Decide: proceed, amend or drop'] },
  { what: 'answer', who: () => priya, by: ['answer question', 'Answer the first question in the queue'] },
];

async function show({ who, by }: Window): Promise<void> {
  const person = who();
  if (typeof by !== 'string') await does(person, by[0], by[1]);
  else for (const key of by.split(' ')) await person.page.keyboard.press(key);
  await isIn(person, /./);
}

describe.sequential('journeys of windows at the command desk', () => {
  it('JR72 under every window of the desk the six facts stay in sight, nothing is lost on a phone or at 200 % zoom, and nothing serious is found', async () => {
    expect(await wrongWithAll(CALM)).toEqual([]);
  }, 900_000);

  it('JR73 so do the windows about a task in hand, a running decision and an open question', async () => {
    await opens(priya, 't', 'Assign a task');
    await priya.page.keyboard.type('Kim check the replicas 10m');
    await sees(priya.page.getByRole('button', { name: 'Assign to Kim R' }));
    await sends(priya);
    await sees(tasks(kim).getByRole('button', { name: 'Acknowledge' }));
    await kim.page.keyboard.press('a');
    await sees(tasks(priya).getByText(/left/));
    const ask = await opens(dana, 'r', 'Ask the commander');
    await reaches(dana, ask.getByLabel('Your question'));
    await sends(dana, 'What may I tell the board at four?');
    await opens(priya, 'p', 'Propose');
    await sends(priya, 'drain eu-1 and send its traffic to eu-2');
    await sees(question(kim));
    await sees(priya.page.getByText(/Dana O asks/));
    expect(await wrongWithAll(BUSY)).toEqual([]);
  }, 900_000);

  it(
    "JR74 under the receiver's walk through the open tasks the six facts stay in sight too",
    async () => {
      await offers(priya, /Bob L/);
      const walk = bob.page.getByRole('dialog', { name: /offered you command/ });
      await sees(walk.getByRole('checkbox'));
      expect(await wrongWith(bob, 'the walk')).toEqual([]);
      await does(priya, 'withdraw', 'Withdraw the offer of command');
    },
    PATIENCE,
  );
});
