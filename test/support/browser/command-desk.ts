/**
 * Five people in one room: Priya commands, Bob is her deputy, Kim responds, Li has internal comms, Dana, a director,
 * observes. Sounds and announcements of all are recorded. Timers are long, except the time for objections.
 */
import { listens } from './heard.ts';
import { joins, Fixture, type Times } from './room.ts';
import { does } from './keyboard.ts';
import { sees, seesNoMore, type Person } from './browser.ts';

/** For a journey with five browsers on a slow machine. */
export const PATIENCE = 240_000;
/** Long enough for three people to respond; roles of a go/no-go have twice as long. */
const TIMES = { firstUpdateSeconds: 3600, acknowledgeSeconds: 3600, objectionSeconds: 30 };

export interface Desk {
  readonly fixture: Fixture;
  readonly path: string;
  readonly priya: Person;
  readonly bob: Person;
  readonly kim: Person;
  readonly li: Person;
  readonly dana: Person;
  readonly everybody: readonly Person[];
}

export async function setDesk(times: Times = {}): Promise<Desk> {
  const fixture = await Fixture.set();
  const everybody = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L'),
    fixture.comes('Kim R'),
    fixture.comes('Li W'),
    fixture.comes('Dana O', { as: 'observer' }),
  ]);
  const [priya, bob, kim, li, dana] = everybody;
  await Promise.all(everybody.map(listens));
  const path = `/rooms/${await fixture.declareWithTimes(priya, { ...TIMES, ...times })}`;
  await Promise.all([bob, kim, li, dana].map((person) => joins(person, path)));
  await confirms(priya);
  await takesSeat(priya, bob, 'deputy');
  await takesSeat(priya, li, 'internal comms');
  return { fixture, path, priya, bob, kim, li, dana, everybody };
}

async function confirms({ page }: Person): Promise<void> {
  await sees(page.getByText('You have provisional command'));
  await page.keyboard.press('a');
  await seesNoMore(page.getByText('You have provisional command'));
}

/** Volunteers, and is assigned by the commander. */
async function takesSeat(commander: Person, person: Person, seat: string): Promise<void> {
  await does(person, `volunteer ${seat}`, `Volunteer as ${seat}`);
  await commander.page.getByRole('button', { name: new RegExp(`Assign (?!someone).* as ${seat}`, 'i') }).press('Enter');
  await sees(person.page.getByRole('button', { name: new RegExp(`Step down as ${seat}`, 'i') }));
}

export const log = ({ page }: Person) => page.getByRole('log');
export const question = ({ page }: Person) => page.getByRole('region', { name: 'Any strong objections?' });

export type Theme = 'dark' | 'light';

/** Resolves when every colour transition has ended. */
export async function wears({ page }: Person, theme: Theme): Promise<void> {
  await page.evaluate(async (chosen) => {
    localStorage.setItem('watchfloor.theme', chosen);
    document.documentElement.dataset['theme'] = chosen;
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  }, theme);
}
