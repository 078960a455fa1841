/**
 * The history checker: compares what every client was told with what the log holds. Each write carries its version, so
 * this takes one walk over the log and one over the records; nothing has to be guessed or searched.
 *
 *   acknowledged = stored once, at that version · refused = not stored, and the domain refused it at some point in the time it took
 *   what began after another act was acknowledged has a higher version · one holder at each version, epochs by one
 *   every stored commit is what the pure domain answers to that command at that version
 */
import { decide, evolve, initial, mentions, type RoomState } from '../../../shared/room.ts';
import type { Actor, Commit } from '../../../shared/envelope.ts';
import type { CommandAnswer } from '../../../shared/protocol.ts';

export interface Told {
  readonly actor: Actor;
  readonly command: {
    readonly id: string;
    readonly type: string;
    readonly data: object;
    readonly epoch?: number | undefined;
  };
  /** Monotonic milliseconds before sending and after the answer. */
  readonly invokedAt: number;
  readonly returnedAt: number;
  /** Null: never answered, or unconfirmed at the end. Then it may be in the log or not. */
  readonly answer: CommandAnswer | null;
}

interface Walked {
  readonly states: readonly RoomState[];
  readonly versionOf: ReadonlyMap<string, number>;
  readonly problems: string[];
}

/** Everything that is wrong; empty for a correct system. */
export function check(log: readonly Commit[], told: readonly Told[]): string[] {
  const walked = walk(log, new Map(told.map((each) => [each.command.id, each])));
  return [
    ...walked.problems,
    ...told.flatMap((each) => answerProblems(each, walked)),
    ...orderProblems(told),
    ...refusalProblems(log, told, walked),
  ];
}

function walk(log: readonly Commit[], told: ReadonlyMap<string, Told>): Walked {
  const problems: string[] = [];
  const states: RoomState[] = [initial];
  const versionOf = new Map<string, number>();
  for (const commit of log) {
    const before = states[states.length - 1] as RoomState;
    if (commit.version !== states.length)
      problems.push(`version ${commit.version} stands where ${states.length} belongs`);
    if (versionOf.has(commit.commandId))
      problems.push(`${commit.commandId} is stored twice: ${versionOf.get(commit.commandId)} and ${commit.version}`);
    versionOf.set(commit.commandId, commit.version);
    const sent = told.get(commit.commandId);
    if (sent !== undefined) problems.push(...illegal(log, before, { commit, sent }));
    const after = evolve(before, commit);
    problems.push(...holderProblems(before, after, commit));
    states.push(after);
  }
  return { states, versionOf, problems };
}

function illegal(
  log: readonly Commit[],
  before: RoomState,
  { commit, sent }: { commit: Commit; sent: Told },
): string[] {
  if (sent.actor.id !== commit.by) return [`${commit.version} is by ${commit.by}, sent by ${sent.actor.id}`];
  const verdict = judge(log, before, { sent, now: commit.at, version: commit.version });
  if (!verdict.ok)
    return [`${commit.version} holds ${sent.command.type}, which the domain refuses there: ${verdict.code}`];
  return JSON.stringify(verdict.events) === JSON.stringify(commit.events)
    ? []
    : [`${commit.version} holds other events than the domain gives`];
}

function judge(
  log: readonly Commit[],
  state: RoomState,
  { sent, now, version }: { sent: Told; now: string; version: number },
): ReturnType<typeof decide> {
  const commits = new Map(
    mentions(sent.command, state).flatMap((each) =>
      log[each - 1] === undefined ? [] : [[each, log[each - 1] as Commit] as const],
    ),
  );
  return decide(state, sent.command, {
    now,
    actor: sent.actor,
    commandId: sent.command.id,
    version,
    epoch: sent.command.epoch,
    commits,
  });
}

function holderProblems(before: RoomState, after: RoomState, { version }: Commit): string[] {
  const open = after.incident.declaredAt !== null && after.incident.closedAt === null;
  const step = after.floor.epoch - before.floor.epoch;
  const moved = before.floor.holder !== after.floor.holder && after.floor.holder !== null;
  return [
    ...(open === (after.floor.holder !== null) ? [] : [`${version}: open is ${open}, holder is ${after.floor.holder}`]),
    ...(step === (moved ? 1 : 0)
      ? []
      : [`${version}: the epoch went by ${step}, holder ${before.floor.holder} -> ${after.floor.holder}`]),
  ];
}

function answerProblems({ command, answer }: Told, { versionOf }: Walked): string[] {
  if (answer === null) return [];
  const stored = versionOf.get(command.id);
  if (!answer.ok)
    return stored === undefined ? [] : [`${command.id} was refused (${answer.code}) and is stored at ${stored}`];
  return stored === answer.version
    ? []
    : [`${command.id} was acknowledged at ${answer.version} and is stored at ${stored ?? 'no version'}`];
}

/** Real time: an act that began after an acknowledgement arrived must have a higher version. */
function orderProblems(told: readonly Told[]): string[] {
  const done = told.flatMap((each) => (each.answer?.ok === true ? [{ ...each, version: each.answer.version }] : []));
  const returns = done.toSorted((a, b) => a.returnedAt - b.returnedAt);
  const problems: string[] = [];
  let seen = 0;
  let next = 0;
  for (const each of done.toSorted((a, b) => a.invokedAt - b.invokedAt)) {
    for (; next < returns.length && (returns[next]?.returnedAt ?? Infinity) < each.invokedAt; next += 1)
      seen = Math.max(seen, returns[next]?.version ?? 0);
    if (each.version <= seen)
      problems.push(`${each.command.id} began after version ${seen} was acknowledged and stands at ${each.version}`);
  }
  return problems;
}

/**
 * A refusal is correct if the domain refuses too at some version that was the head while the command was on its way.
 */
function refusalProblems(log: readonly Commit[], told: readonly Told[], { states }: Walked): string[] {
  const acks = told.flatMap((each) =>
    each.answer?.ok === true ? [{ at: each.returnedAt, from: each.invokedAt, version: each.answer.version }] : [],
  );
  return told.flatMap((sent) => {
    if (sent.answer === null || sent.answer.ok) return [];
    const { code } = sent.answer;
    const low = acks.filter((ack) => ack.at < sent.invokedAt).reduce((most, ack) => Math.max(most, ack.version), 0);
    const high = acks
      .filter((ack) => ack.from > sent.returnedAt)
      .reduce((least, ack) => Math.min(least, ack.version - 1), log.length);
    for (let version = low; version <= high; version += 1) {
      const now = (log[version] ?? log[version - 1])?.at;
      const state = states[version];
      if (now === undefined || state === undefined) continue;
      const verdict = judge(log, state, { sent, now, version: version + 1 });
      if (!verdict.ok && verdict.code === code) return [];
    }
    return [
      `${sent.command.id} (${sent.command.type}) was refused with ${code}, which the domain says nowhere between ${low} and ${high}`,
    ];
  });
}
