/**
 * What each kind of entry becomes in a room: acts of the people concerned, with the same commands as a browser's.
 *
 * The commander acts on their own view of the floor. Before someone acts on what another person did, their view has
 * caught up.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { LineStamp, Person } from './people.ts';
import {
  asLine,
  finishes,
  HANDOFFS,
  incident,
  isToldInside,
  nextAfter,
  STATIONS,
  TIMEBOX_MINUTES,
  type Entry,
  type Kind,
  type ScaledClock,
} from './script.ts';

/** A promise inside the company is kept a little early, so that the demo has both: updates on time and overdue ones. */
const EARLY = 1.5;

export class Stage {
  readonly room: string;
  readonly clock: ScaledClock;
  readonly people: ReadonlyMap<string, Person>;
  #newest = 0;
  /** Lines that are still being typed. */
  readonly typing: Promise<void>[] = [];

  constructor(room: string, clock: ScaledClock, people: ReadonlyMap<string, Person>) {
    this.room = room;
    this.clock = clock;
    this.people = people;
  }

  person(id: string): Person {
    const person = this.people.get(id);
    if (person === undefined) throw new Error(`the incident speaks of "${id}", who is not in its crew`);
    return person;
  }

  /** The person who has command, as of the newest commit. */
  async holder(): Promise<Person> {
    const [first] = [...this.people.values()];
    if (first === undefined) throw new Error('the incident has no crew');
    await first.view.sees(this.#newest);
    const holder = [...this.people.values()].find((person) => person.id === first.view.holder);
    if (holder === undefined) throw new Error('somebody outside the demo has taken command');
    return holder;
  }

  async does(person: Person, type: string, data: object, id?: string): Promise<void> {
    this.#newest = await person.does(this.room, type, data, id === undefined ? {} : { id });
  }

  /** A commander's command, with the newest epoch. */
  async commands(person: Person, type: string, data: object = {}): Promise<void> {
    await person.view.sees(this.#newest);
    this.#newest = await person.commands(this.room, type, data);
  }

  /** Begins to type; the rest of the demo doesn't wait for it. */
  writes(person: Person, text: string, stamp: LineStamp): void {
    this.typing.push(person.writes(text, stamp, Math.min(30, this.clock.minutes(0.3))));
  }
}

type Act = (stage: Stage, entry: Entry) => Promise<void>;

const note: Act = async (stage, entry) => {
  const author = stage.person(entry.by);
  const stamp = { line: randomUUID(), entry: randomUUID() };
  stage.writes(author, asLine(entry), stamp);
  await stage.does(
    author,
    'timeline.note',
    { text: entry.text, occurredAt: entry.at, source: { line: stamp.line } },
    stamp.entry,
  );
};

const ACTS: Readonly<Record<Kind, Act>> = {
  note,
  chat: (stage, entry) => stage.does(stage.person(entry.by), 'timeline.say', { text: entry.text }),
  task,
  decision,
  declare: takeStations,
  handoff,
  update,
  severity: async (stage, entry) => {
    const holder = await stage.holder();
    await stage.commands(holder, 'incident.set-severity', { severity: entry.severity, why: entry.text });
    if (entry.severity === 1) await stage.commands(holder, 'incident.retitle', { title: incident.title });
    await patchNow(
      stage,
      entry.severity === 1 ? { known: entry.text, impact: incident.impact } : { known: entry.text },
    );
  },
  status: async (stage, entry) => {
    await stage.commands(await stage.holder(), 'incident.set-status', { status: entry.status, why: entry.text });
    await patchNow(stage, { known: entry.text });
  },
};

/** Plays one entry. An update to those inside comes before resolving, because a resolved room promises nothing more. */
export async function perform(stage: Stage, entry: Entry): Promise<void> {
  const isLast = entry.status === 'resolved';
  if (isLast) await tellInside(stage, entry);
  await ACTS[entry.kind](stage, entry);
  if (finishes(entry)) await finish(stage, entry);
  if (!isLast && isToldInside(entry)) await tellInside(stage, entry);
}

/**
 * The roles that a new commander assigns: the giver of the second handoff stays as deputy, in the role that its
 * receiver left.
 */
const SEATED_AFTER: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>> = {
  'commander-1': [
    ['commander-2', 'deputy'],
    ['engineer-1', 'expert'],
  ],
  'commander-2': [['commander-1', 'deputy']],
};

/** After the declaration: the declarer confirms, roles are assigned and accepted, and what happened before is noted. */
async function takeStations(stage: Stage, entry: Entry): Promise<void> {
  const declarer = stage.person(entry.by);
  await stage.commands(declarer, 'floor.confirm');
  for (const role of ['comms-external', 'comms-internal']) await seat(stage, 'comms', role);
  await seat(stage, 'engineer-2', 'tech-lead');
  await stage.does(stage.person('engineer-3'), 'crew.volunteer', { role: 'scribe' });
  await stage.commands(declarer, 'crew.assign', { person: stage.person('engineer-3').id, role: 'scribe' });
  for (const earlier of incident.entries.slice(0, incident.entries.indexOf(entry)))
    await ACTS[earlier.kind](stage, earlier);
}

async function seat(stage: Stage, id: string, role: string): Promise<void> {
  const person = stage.person(id);
  await stage.commands(await stage.holder(), 'crew.assign', {
    person: person.id,
    role,
    ...(person.area === undefined ? {} : { area: person.area }),
  });
  await stage.does(person, 'crew.accept', { role });
}

/** Assigned to one person, who acknowledges it; the document has it at its original time. */
async function task(stage: Stage, entry: Entry): Promise<void> {
  const owner = stage.person(entry.to ?? entry.by);
  stage.writes(stage.person(entry.by), asLine(entry), { line: randomUUID() });
  await stage.commands(stage.person(entry.by), 'tasks.assign', {
    to: owner.id,
    what: entry.text,
    minutes: TIMEBOX_MINUTES,
  });
  await stage.does(owner, 'tasks.acknowledge', {});
}

/** The owner's note becomes the task's result. */
async function finish(stage: Stage, entry: Entry): Promise<void> {
  await stage.does(stage.person(entry.by), 'tasks.done', { result: entry.text });
}

/** What can't be undone is put to a go / no-go; all say go before the commander proceeds. */
async function decision(stage: Stage, entry: Entry): Promise<void> {
  const holder = stage.person(entry.by);
  stage.writes(holder, asLine(entry), { line: randomUUID() });
  await stage.commands(holder, 'decisions.propose', { text: entry.text, stations: Object.keys(STATIONS) });
  for (const id of new Set(Object.values(STATIONS)))
    await stage.does(stage.person(id), 'decisions.answer', { go: true });
  await stage.commands(holder, 'decisions.proceed');
  await patchNow(stage, { plan: entry.text });
}

/** A real handoff: an offer with a brief, an addition to it, read-back and acceptance, and the giver is relieved. */
async function handoff(stage: Stage, entry: Entry): Promise<void> {
  const giver = stage.person(entry.by);
  const receiver = stage.person(entry.to ?? '');
  const { why, readBack } = HANDOFFS[entry.to ?? ''] ?? {
    why: 'other',
    readBack: "First thing I'll do: ask everybody for their state",
  };
  await stage.commands(giver, 'floor.offer', {
    to: receiver.id,
    brief: { trend: entry.trend, ifThen: [entry.ifThen], why },
  });
  const { id: offerId } = await receiver.view.event('floor.offered', (data) => data['to'] === receiver.id);
  await stage.commands(giver, 'floor.add-to-brief', { text: entry.text });
  await wait(stage.clock.minutes(10));
  await stage.does(receiver, 'floor.accept', { offerId, readBack, taken: receiver.view.openTasks });
  await stage.does(giver, 'floor.relieved', {});
  for (const [who, role] of SEATED_AFTER[entry.to ?? ''] ?? []) await seat(stage, who, role);
}

/** Comms drafts, the commander approves, comms posts; not before the promise falls due, as in the incident. */
async function update(stage: Stage, entry: Entry): Promise<void> {
  const comms = stage.person(entry.by);
  await promiseCameDue(comms);
  const nextAt = stage.clock.promise(
    entry,
    nextAfter(entry, (later) => later.kind === 'update'),
  );
  const known = comms.view.events.filter((event) => event.type === 'updates.drafted').length;
  await stage.does(comms, 'updates.draft', { audience: 'external', text: entry.text, nextAt });
  const drafted = comms.view.events.filter((event) => event.type === 'updates.drafted')[known];
  const draft = drafted?.data['id'];
  await stage.commands(await stage.holder(), 'updates.approve', { draft });
  await stage.does(comms, 'updates.post', { audience: 'external', text: entry.text, nextAt, draft });
}

async function promiseCameDue(comms: Person): Promise<void> {
  const promises = comms.view.events.filter(
    ({ type, data }) => ['updates.posted', 'updates.promised'].includes(type) && data['audience'] === 'external',
  );
  const promised = promises.at(-1)?.data['nextAt'];
  if (typeof promised === 'string')
    await comms.view.event('updates.due', (data) => data['audience'] === 'external' && data['nextAt'] === promised);
}

async function tellInside(stage: Stage, entry: Entry): Promise<void> {
  const nextAt = entry.status === 'resolved' ? null : stage.clock.promise(entry, nextAfter(entry, isToldInside), EARLY);
  await stage.does(await stage.holder(), 'updates.post', { audience: 'internal', text: entry.text, nextAt });
}

async function patchNow(stage: Stage, fields: object): Promise<void> {
  const holder = await stage.holder();
  await stage.commands(holder, 'incident.set-now', { ...fields, seen: holder.view.nowVersion });
}
