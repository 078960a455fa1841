/**
 * Four people without a mouse: a commander, a deputy, a responder and a director who observes; and what a commander
 * does repeatedly. Every journey has a room of its own.
 */
import type { Locator } from 'playwright-core';
import { listens } from './heard.ts';
import { joins, Fixture, type Times } from './room.ts';
import { chooses, isIn, opens, presses, sends, writes } from './keyboard.ts';
import { sees, seesNoMore, type Person } from './browser.ts';

export class Desk {
  readonly fixture: Fixture;
  /** Has command at the start of each journey. */
  readonly priya: Person;
  /** Deputy, where the journey makes them so. */
  readonly bob: Person;
  readonly kim: Person;
  /** The director, who may read and ask. */
  readonly dana: Person;

  private constructor(fixture: Fixture, people: readonly [Person, Person, Person, Person]) {
    this.fixture = fixture;
    [this.priya, this.bob, this.kim, this.dana] = people;
  }

  static async set(): Promise<Desk> {
    const fixture = await Fixture.set();
    const people = await Promise.all([
      fixture.administrator('Priya N'),
      fixture.comes('Bob L'),
      fixture.comes('Kim R'),
      fixture.comes('Dana D', { as: 'observer' }),
    ]);
    await Promise.all(people.map(listens));
    return new Desk(fixture, people);
  }

  /** All four in a new room. Resolves with its id. */
  async meet(times: Times, title: string): Promise<string> {
    const id = await this.fixture.declareWithTimes(this.priya, { firstUpdateSeconds: 3_000, ...times }, title);
    await Promise.all([this.bob, this.kim, this.dana].map((person) => joins(person, `/rooms/${id}`)));
    await sees(this.priya.page.getByText('4 here'));
    return id;
  }

  async makesDeputy(name: RegExp, person: Person): Promise<void> {
    await presses(this.priya, this.priya.page.getByRole('button', { name: 'Assign Deputy' }));
    const dialog = await isIn(this.priya, 'Assign Deputy');
    await chooses(this.priya, dialog.getByRole('radio', { name }));
    await sends(this.priya);
    await answers(person, 'asks you to be');
  }

  /** Assigns a task, and its owner acknowledges it. */
  async gives(sentence: string, what: string, owner: Person): Promise<void> {
    await says(this.priya, sentence);
    await answers(owner, what);
  }
}

/** Offers command to someone. */
export async function offers(giver: Person, to: RegExp): Promise<void> {
  const dialog = await opens(giver, 'h', 'Hand off command');
  await chooses(giver, dialog.getByRole('radio', { name: to }));
  await completesOffer(giver, dialog);
}

/** Fills in the fields that have no default, and sends the offer. */
export async function completesOffer(giver: Person, dialog: Locator): Promise<void> {
  await chooses(giver, dialog.getByRole('radio', { name: 'Better' }));
  await writes(giver, dialog.getByLabel(/If this happens/), 'p99 above 2 s again: fail over to eu-2');
  await sends(giver);
}

/** One key, a sentence, and Enter. */
export async function says(person: Person, sentence: string): Promise<void> {
  await opens(person, 't', /(Assign|Take) a task/);
  await sends(person, sentence, 'Enter');
}

/** Does the first item of "Needs you". */
async function answers(person: Person, words: string): Promise<void> {
  await sees(owed(person).getByText(words));
  await person.page.keyboard.press('a');
  await seesNoMore(owed(person).getByText(words));
}

export const owed = ({ page }: Person): Locator => page.getByRole('region', { name: 'Needs you' });
export const tasks = ({ page }: Person): Locator => page.getByRole('region', { name: 'Tasks' });
export const row = (person: Person, what: string): Locator =>
  tasks(person).getByRole('listitem').filter({ hasText: what });
export const dialogOf = ({ page }: Person, name: string | RegExp): Locator => page.getByRole('dialog', { name });
