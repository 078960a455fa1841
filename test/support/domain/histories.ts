/**
 * Generated histories: any of a room's people tries any command, sensible or not, while the clock goes on, links are
 * lost and found and timers fire. What the domain refuses is part of the story too: it must change nothing.
 *
 * Ids of open offers, drafts and requests are taken from the room at the moment of the act, so that a random story gets
 * far.
 */
import fc from 'fast-check';
import type { Actor, AnyEvent, Commit, Context } from '../../../shared/envelope.ts';
import type { Verdict } from '../../../shared/decider.ts';
import { decide, evolve, initial, mentions, type RoomState } from '../../../shared/room.ts';
import { plusSeconds } from '../../../shared/instants.ts';
import { isResponder } from '../../../shared/standing.ts';
import { isEntry } from '../../../shared/timeline/mentioned.ts';
import { admin, ana, bob, clock, li, POLICY, priya, sam, START } from './given.ts';

export const CAST: readonly Actor[] = [priya, bob, ana, li, sam, admin];
/** `said`: ids of the entries that someone wrote so far. */
interface Fixture extends RoomState {
  readonly said: readonly string[];
}
type Make = (room: Fixture, pick: number, now: string) => object;

const TEXTS = ['Database is full', 'TL failover started', 'TODO alert on disk', 'none'];
const one = <Item>(items: readonly Item[], pick: number): Item => items[pick % items.length] as Item;
const someone = (pick: number): string => one(CAST, pick).id;
const role = (pick: number): string => one(['deputy', 'scribe', 'comms-internal', 'comms-external', 'expert'], pick);
const standing = (pick: number) => one(['responder', 'responder', 'observer', 'shadow'] as const, pick);
const next = (pick: number, now: string): string | null =>
  pick % 4 === 0 ? null : plusSeconds(now, (pick % 50) * 60 - 60);
const entryOf = (room: Fixture, pick: number): string => one([...room.said, `${1 + (pick % 30)}.1`], pick);
const asked = (room: RoomState, pick: number) =>
  one([...room.crew.seats.filter((seat) => !seat.taken), undefined], pick);
const receiver = (room: RoomState, pick: number): string =>
  one(
    [...CAST.filter(({ id }) => isResponder(room, id) && id !== room.floor.holder).map(({ id }) => id), someone(pick)],
    pick,
  );
const taskOf = (room: RoomState, pick: number): string =>
  one([...room.tasks.tasks.map((task) => task.id), 'none'], pick);
/** Most acceptances handle every task as required; some leave some out. */
const walk = ({ tasks, floor }: RoomState, pick: number): object => {
  const open = tasks.tasks.filter(({ status }) => ['offered', 'acknowledged', 'blocked'].includes(status));
  const own = open.filter(({ owner }) => owner === floor.offer?.to).map(({ id }) => id);
  if (pick % 4 === 0) return { taken: [] };
  return {
    taken: open.map(({ id }) => id).filter((id) => !own.includes(id)),
    ...(pick % 3 === 0 ? { stopped: own } : { kept: own.map((taskId) => ({ taskId, why: 'nobody else' })) }),
  };
};
const draftOf = (room: RoomState, pick: number): string =>
  one([...room.updates.drafts.map((draft) => draft.id), 'none'], pick);

const COMMANDS: Readonly<Record<string, Make>> = {
  'incident.declare': (_, pick) => ({ title: 'again', severity: 1 + (pick % 4), kind: 'drill', policy: POLICY }),
  'incident.retitle': (_, pick) => ({ title: one(TEXTS, pick) }),
  'incident.set-severity': (_, pick) => ({ severity: 1 + (pick % 4), why: 'because' }),
  'incident.suggest-severity': (_, pick) => ({ severity: 1 + (pick % 4), why: 'looks like it' }),
  'incident.keep-severity': () => ({}),
  'incident.set-services': (_, pick) => ({
    services: pick % 2 === 0 ? [{ id: 'checkout', name: 'Checkout', owner: someone(pick) }] : [],
  }),
  'incident.set-status': (_, pick) => ({
    status: one(['investigating', 'identified', 'mitigated', 'monitoring', 'resolved'], pick),
  }),
  'incident.set-now': ({ incident }, pick) => ({
    plan: one(TEXTS, pick),
    exitCriteria: [{ id: 'c1', text: 'calm', met: pick % 3 === 0 }],
    seen: Math.max(0, incident.now.version - (pick % 2)),
  }),
  'incident.set-links': (_, pick) => ({ bridge: pick % 2 === 0 ? 'https://meet.example/1' : null }),
  'incident.close': (_, pick) => ({
    waived: pick % 2 === 0 ? [{ criterion: 'c1', why: 'later' }] : [],
    reviewOwner: someone(pick),
    stays: [someone(pick + 1)],
  }),
  'incident.reopen': () => ({ why: 'back' }),
  'floor.confirm': () => ({}),
  'floor.take': () => ({}),
  'floor.offer': (room, pick) => ({
    to: receiver(room, pick),
    brief: { trend: 'steady', ifThen: ['none'] },
    ...(pick % 8 > 0 ? { aloud: true } : {}),
  }),
  'floor.set-aloud': ({ floor }) => ({ aloud: floor.offer?.aloud !== true }),
  'floor.walk': ({ tasks, floor }) => {
    const left = tasks.tasks.filter(({ id }) => floor.walk?.tasks.includes(id) === true);
    return { taken: left.map(({ id }) => id), stopped: left.map(({ id }) => id) };
  },
  'floor.add-to-brief': (_, pick) => ({ text: one(TEXTS, pick) }),
  'floor.edit-brief': (_, pick) => ({ trend: one(['worse', 'better'], pick), ruledOut: [one(TEXTS, pick)] }),
  'floor.withdraw': () => ({}),
  'floor.accept': (room, pick) => ({
    offerId: room.floor.offer?.id ?? 'none',
    readBack: 'Check the database first',
    ...(pick % 5 > 0 && room.floor.offer?.aloud === true ? { short: true } : {}),
    ...walk(room, pick),
  }),
  'floor.decline': ({ floor }) => ({ offerId: floor.offer?.id ?? 'none', why: 'busy' }),
  'floor.extend': ({ floor }) => ({ offerId: floor.offer?.id ?? 'none' }),
  'floor.relieved': () => ({}),
  'floor.request': () => ({}),
  'floor.answer-request': ({ floor }, pick) => ({
    requestId: one([...floor.requests.map((request) => request.id), 'none'], pick),
    answer: 'no',
  }),
  'floor.ask-relief': () => ({}),
  'floor.offer-relief': () => ({}),
  'floor.challenge': () => ({}),
  'floor.present': () => ({}),
  'floor.name-proxy': (room, pick) => ({ person: receiver(room, pick) }),
  'floor.end-proxy': () => ({}),
  'floor.assume': () => ({ why: 'nobody answers' }),
  'crew.join': (_, pick) => ({ as: standing(pick) }),
  'crew.assign': (_, pick) => ({ person: someone(pick), role: role(pick) }),
  'crew.accept': (room, pick) => ({ role: asked(room, pick)?.role ?? role(pick) }),
  'crew.decline': (room, pick) => ({ role: asked(room, pick)?.role ?? role(pick) }),
  'crew.volunteer': (_, pick) => ({ role: role(pick) }),
  'crew.release': ({ crew }, pick) => ({
    role: crew.seats.find((seat) => seat.taken)?.role ?? role(pick),
    ...(pick % 2 === 0 ? {} : { person: crew.seats.find((seat) => seat.taken)?.person ?? someone(pick) }),
  }),
  'crew.admit': (_, pick) => ({ person: someone(pick), as: standing(pick) }),
  'crew.remove': (_, pick) => ({ person: someone(pick), why: 'left' }),
  'crew.set-availability': (_, pick) => ({ availability: one(['here', 'away', 'resting'], pick) }),
  'crew.add-role': (_, pick) => ({ role: `extra-${pick % 3}`, card: 'Does more' }),
  'updates.set-rhythm': (_, pick) => ({ ...(pick % 3 === 0 ? { off: true } : { everySeconds: 600 }), why: 'calm' }),
  'updates.draft': (_, pick, now) => ({ audience: 'external', text: one(TEXTS, pick), nextAt: next(pick, now) }),
  'updates.approve': (room, pick) => ({ draft: draftOf(room, pick) }),
  'updates.reject': (room, pick) => ({ draft: draftOf(room, pick), why: 'no' }),
  'updates.post': (room, pick, now) => ({
    audience: one(['internal', 'external'], pick),
    text: one(TEXTS, pick),
    nextAt: next(pick, now),
    ...(pick % 3 === 0 ? { draft: draftOf(room, pick) } : {}),
  }),
  'updates.promise': (_, pick, now) => ({ nextAt: plusSeconds(now, (pick % 30) * 60), why: 'in a call' }),
  'timeline.say': (_, pick) => ({ text: one(TEXTS, pick) }),
  'timeline.note': (_, pick, now) => ({ text: one(TEXTS, pick), occurredAt: plusSeconds(now, (pick % 5) * -60) }),
  'timeline.correct': (room, pick) => ({ entry: entryOf(room, pick), text: one(TEXTS, pick), why: 'typo' }),
  'timeline.strike': (room, pick) => ({ entry: entryOf(room, pick), why: 'wrong' }),
  'timeline.pin': (room, pick) => ({ entry: entryOf(room, pick) }),
  'timeline.unpin': ({ timeline }, pick) => ({ entry: timeline.pins[0]?.entry ?? `${pick + 1}.0` }),
  'timeline.record-restore': (_, pick, now) => ({
    by: someone(pick),
    to: plusSeconds(now, -60 * (pick % 9)),
    why: 'everything was deleted',
  }),
  'tasks.assign': (room, pick) => ({ to: receiver(room, pick), what: 'check the replicas', minutes: 1 + (pick % 10) }),
  'tasks.take': (_, pick) => ({ what: 'look at the graphs', minutes: 1 + (pick % 10) }),
  'tasks.acknowledge': (room, pick) => ({ task: taskOf(room, pick) }),
  'tasks.decline': (room, pick) => ({ task: taskOf(room, pick), why: 'busy' }),
  'tasks.report': (room, pick) => ({ task: taskOf(room, pick), condition: 'lag 4 s', needs: '' }),
  'tasks.done': (room, pick) => (pick % 3 === 0 ? {} : { task: taskOf(room, pick) }),
  'tasks.more-time': (room, pick) => ({ task: taskOf(room, pick), minutes: 1 + (pick % 10) }),
  'tasks.block': (room, pick) => ({ task: taskOf(room, pick), need: 'access' }),
  'tasks.pass-on': (room, pick) => ({ task: taskOf(room, pick), to: receiver(room, pick + 1) }),
  'tasks.cancel': (room, pick) => ({ task: taskOf(room, pick) }),
  'tasks.restore': (room, pick) => ({
    task: room.tasks.tasks.find(({ status }) => status === 'cancelled')?.id ?? taskOf(room, pick),
  }),
  'tasks.settle-left': (_, pick) => ({ how: pick % 2 === 0 ? 'offer' : 'cancel' }),
  'tasks.chase': (room, pick) => ({ task: taskOf(room, pick) }),
  'decisions.propose': (_, pick) => ({
    text: 'Roll back 812',
    ...(pick % 3 === 0 ? { stations: ['commander', 'deputy'] } : {}),
  }),
  'decisions.decide': () => ({ text: 'Fail over to eu-2' }),
  'decisions.object': () => ({ why: 'the index is not tested' }),
  'decisions.hear': () => ({}),
  'decisions.answer': (_, pick) => ({ go: pick % 2 === 0, why: 'not ready' }),
  'decisions.proceed': (_, pick) => (pick % 2 === 0 ? {} : { why: 'we can roll back' }),
  'decisions.amend': (_, pick) => ({ text: `Roll back ${800 + (pick % 20)}` }),
  'decisions.drop': () => ({}),
  'asks.ask': (_, pick) => ({ kind: one(['information', 'decision', 'resource'], pick), text: 'when is it back?' }),
  'asks.answer': ({ asks }, pick) => ({
    ask: asks.open[0]?.id ?? 'none',
    ...one(
      [
        { how: 'now', text: 'soon' },
        { how: 'later', minutes: 1 + (pick % 20) },
        { how: 'no' },
        { how: 'handed', to: someone(pick) },
      ],
      pick,
    ),
  }),
  'asks.withdraw': ({ asks }) => ({ ask: asks.open.at(-1)?.id ?? 'none' }),
  'teams.form': (room, pick) => ({
    name: `Team ${pick % 4}`,
    leader: receiver(room, pick),
    goal: 'drain eu-1',
    minutes: 1 + (pick % 20),
    members: pick % 2 === 0 ? [] : [receiver(room, pick + 1)],
  }),
  'teams.add': (room, pick) => ({
    team: one([...room.teams.teams.map(({ id }) => id), 'none'], pick),
    person: receiver(room, pick + 2),
  }),
  'teams.remove': ({ teams }, pick) => ({
    team: teams.teams[0]?.id ?? 'none',
    person: one([...(teams.teams[0]?.members ?? []), someone(pick)], pick),
  }),
  'teams.lead': (room, pick) => ({ team: room.teams.teams[0]?.id ?? 'none', leader: receiver(room, pick + 2) }),
  'teams.set-goal': ({ teams }, pick) => ({
    team: teams.teams[0]?.id ?? 'none',
    goal: 'drain eu-2',
    minutes: 1 + (pick % 20),
  }),
  'teams.dissolve': ({ teams }, pick) => ({ team: one([...teams.teams.map(({ id }) => id), 'none'], pick) }),
  'crew.lose-link': ({ floor }, pick, now) => ({
    person: pick % 2 === 0 ? (floor.holder ?? someone(pick)) : someone(pick),
    since: plusSeconds(now, -(pick % 30)),
  }),
  'crew.restore-link': (_, pick) => ({ person: someone(pick) }),
  'crew.rename': (_, pick) => ({ person: someone(pick), name: `Kim ${pick % 3}` }),
  'clock.ring': () => ({}),
};
export const TYPES = Object.keys(COMMANDS);
/** Valid data for this type of command in this room, so that only the sender decides. */
export const dataFor = (type: string, room: RoomState, now: string): object =>
  (COMMANDS[type] as Make)({ ...room, said: [] }, 1, now);
/** Commands that others depend on are tried more often. */
const OFTEN: readonly string[] = [
  'floor.offer',
  'floor.offer',
  'floor.withdraw',
  'floor.add-to-brief',
  'floor.accept',
  'floor.request',
  'floor.challenge',
  'floor.assume',
  'crew.lose-link',
  'floor.extend',
  'floor.relieved',
  'floor.take',
  'floor.decline',
  'crew.assign',
  'crew.accept',
  'timeline.say',
  'timeline.pin',
  'updates.draft',
  'updates.approve',
  'floor.offer',
  'floor.accept',
  'floor.accept',
  'floor.relieved',
  'floor.relieved',
  ...Array<string>(8).fill('floor.walk'),
  'floor.accept',
  'floor.accept',
  'tasks.take',
  'tasks.assign',
  'tasks.assign',
  'tasks.acknowledge',
  'tasks.done',
  'decisions.propose',
  'decisions.hear',
  'decisions.object',
  'decisions.proceed',
  'asks.ask',
  'asks.answer',
  'teams.form',
  'teams.form',
  'tasks.cancel',
  'tasks.restore',
  'teams.add',
  'teams.lead',
  'teams.set-goal',
  'teams.dissolve',
  'incident.reopen',
  'incident.reopen',
  'decisions.propose',
  'decisions.hear',
  'decisions.hear',
  'decisions.propose',
  'decisions.propose',
  'decisions.hear',
  'decisions.answer',
  'decisions.answer',
  'incident.reopen',
  'tasks.settle-left',
  'tasks.settle-left',
  'floor.walk',
];
const OF_THE_CLOCK: readonly string[] = [
  'crew.lose-link',
  'crew.restore-link',
  'crew.rename',
  'timeline.record-restore',
  'clock.ring',
];

export interface Try {
  readonly type: string;
  readonly who: number;
  readonly pick: number;
  /** Seconds that pass before it. */
  readonly later: number;
  readonly stale: boolean;
}

/** Half of the tries are made by a person who may do it; otherwise nearly all would be refused. */
export const tries = fc.array(
  fc.record({
    type: fc.oneof(fc.constantFrom(...TYPES), fc.constantFrom(...OFTEN)),
    who: fc.nat({ max: 2 * CAST.length - 1 }),
    pick: fc.nat({ max: 999 }),
    later: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 40 }) }, { weight: 1, arbitrary: fc.nat({ max: 1200 }) }),
    stale: fc.boolean(),
  }),
  { minLength: 40, maxLength: 100, size: 'max' },
);

export interface Step {
  readonly before: RoomState;
  readonly after: RoomState;
  readonly command: { readonly id: string; readonly type: string; readonly data: object; readonly epoch: number };
  readonly context: Context;
  readonly verdict: Verdict<AnyEvent>;
  readonly commit: Commit | null;
}

/** The person who may do this. */
function suits(room: RoomState, type: string, pick: number): Actor {
  const { offer, watch, holder } = room.floor;
  const answers = ['floor.accept', 'floor.decline', 'floor.extend'].includes(type) ? offer?.to : null;
  const seat = ['crew.accept', 'crew.decline'].includes(type) ? asked(room, pick)?.person : null;
  const trained = type === 'floor.take' || type === 'floor.assume' ? (holder === bob.id ? ana.id : bob.id) : null;
  const tasked = [
    'tasks.acknowledge',
    'tasks.decline',
    'tasks.report',
    'tasks.done',
    'tasks.more-time',
    'tasks.block',
  ].includes(type)
    ? room.tasks.tasks.find(({ id }) => id === taskOf(room, pick))?.owner
    : null;
  const heard =
    ['decisions.object', 'decisions.hear', 'incident.suggest-severity', 'asks.ask'].includes(type) &&
    holder === priya.id
      ? bob.id
      : null;
  const wanted =
    tasked ?? heard ?? answers ?? seat ?? trained ?? (type === 'floor.relieved' ? watch?.giver : null) ?? holder;
  return CAST.find((person) => person.id === wanted) ?? priya;
}

/** Plays a history from its declaration on. Everything in the room is frozen, so that a domain that mutates throws. */
export function play(severity: number, all: readonly Try[]): readonly Step[] {
  const steps: Step[] = [];
  const commits: Commit[] = [];
  let [room, now] = [frozen(initial), START];
  const act = (actor: Actor, said: { type: string; data: object; epoch: number }): void => {
    const command = { id: `c-${steps.length}`, ...said };
    const version = commits.length + 1;
    const seen = new Map(
      mentions(command, room).flatMap((at) =>
        commits.filter((commit) => commit.version === at).map((commit) => [at, commit] as const),
      ),
    );
    const context: Context = {
      now,
      actor,
      commandId: command.id,
      version,
      epoch: command.epoch,
      arrival: { as: 'responder' },
      commits: seen,
    };
    const verdict = decide(room, command, context);
    const written = verdict.ok && verdict.events.length > 0;
    const commit: Commit | null = written
      ? frozen({ version, at: now, by: actor.id, commandId: command.id, salt: '', events: verdict.events, hash: '' })
      : null;
    const after = commit === null ? room : frozen(evolve(room, commit));
    if (commit !== null) commits.push(commit);
    steps.push({ before: room, after, command, context, verdict, commit });
    room = after;
  };
  act(priya, {
    type: 'incident.declare',
    data: {
      title: 'Down',
      severity,
      kind: 'incident',
      policy: { ...POLICY, firstCommand: severity === 1 ? 'trained' : 'declarer' },
    },
    epoch: 0,
  });
  for (const { type, who, pick, later, stale } of all) {
    now = plusSeconds(now, later);
    const actor = OF_THE_CLOCK.includes(type) ? clock : (CAST[who] ?? suits(room, type, pick));
    const said = commits.flatMap(({ version, events }) =>
      events.flatMap((event, index) => (isEntry(event) ? [`${version}.${index}`] : [])),
    );
    const epoch = stale && pick % 4 === 0 ? room.floor.epoch - 1 : room.floor.epoch;
    act(actor, { type, data: frozen((COMMANDS[type] as Make)({ ...room, said }, pick, now)), epoch });
  }
  return steps;
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
