/**
 * Tests the checker: it passes a correct machine and catches each machine that is broken in one known way. The machines
 * are a dozen lines each, because only the order in which they do things matters.
 */
import { describe, expect, it } from 'vitest';
import { check, type Told } from '../support/server/history-checker.ts';
import { ana, at, bob, declared, given, joins, priya, type Act, type History } from '../support/domain/given.ts';
import type { AnyEvent, Commit } from '../../shared/envelope.ts';

const ACTS: readonly Act[] = [
  at('+10s', priya, 'floor.confirm', {}, { id: 'a1' }),
  at('+20s', ana, 'timeline.say', { text: 'Payments time out since 03:00' }, { id: 'a2' }),
  at('+30s', bob, 'floor.confirm', {}, { id: 'a3' }),
  at('+40s', priya, 'incident.retitle', { title: 'Card payments fail in the EU' }, { id: 'a4' }),
  at('+50s', ana, 'timeline.note', { text: 'Deploy 812 went out at 02:58' }, { id: 'a5' }),
];

const room = (): History => given(declared(), joins('+1s', bob), joins('+2s', ana));

/** Runs the acts one after another and records what each client was told; `machine` may be incorrect. */
function run(machine: (history: History, act: Act, answer: Told['answer']) => Told['answer']): {
  log: readonly Commit[];
  told: Told[];
} {
  const history = room();
  const told = ACTS.map((act, index): Told => {
    const command = { id: act.id ?? '', type: act.type, data: act.data, epoch: history.state.floor.epoch };
    const verdict = history.judge(act);
    if (verdict.ok) history.append(act, verdict.events);
    const honest: Told['answer'] = verdict.ok
      ? { ok: true, version: history.version }
      : { ok: false, code: verdict.code, message: '' };
    return {
      actor: act.actor,
      command,
      invokedAt: index * 10,
      returnedAt: index * 10 + 5,
      answer: machine(history, act, honest),
    };
  });
  return { log: history.commits, told };
}

function problemsOf(
  machine: Parameters<typeof run>[0],
  spoil: (log: readonly Commit[]) => readonly Commit[] = (log) => log,
): string[] {
  const { log, told } = run(machine);
  return check(spoil(log), told);
}

const honest = (_: History, __: Act, answer: Told['answer']): Told['answer'] => answer;

describe('the history checker', () => {
  it('CV90 has nothing to say about a correct machine', () => {
    expect(problemsOf(honest)).toEqual([]);
  });

  it('CV91 catches an acknowledgement that was never stored', () => {
    expect(problemsOf((_, act, answer) => (act.id === 'a3' ? { ok: true, version: 6 } : answer))).not.toEqual([]);
  });

  it('CV92 catches a commit that was told as refused', () => {
    expect(
      problemsOf((_, act, answer) =>
        act.id === 'a4' ? { ok: false, code: 'floor.stale-epoch', message: '' } : answer,
      ),
    ).not.toEqual([]);
  });

  it('CV93 catches the same command stored twice', () => {
    const doubled = (log: readonly Commit[]): readonly Commit[] => [
      ...log,
      { ...(log.at(-1) as Commit), version: log.length + 1 },
    ];
    expect(problemsOf(honest, doubled).some((problem) => problem.includes('stored twice'))).toBe(true);
  });

  it("CV94 the checker catches a commander's act accepted from someone else", () => {
    const forged: AnyEvent[] = [{ type: 'incident.retitled', data: { title: 'Mine now', from: 'x' } }];
    const told: Told = {
      actor: bob,
      command: { id: 'f1', type: 'incident.retitle', data: { title: 'Mine now' }, epoch: 1 },
      invokedAt: 99,
      returnedAt: 100,
      answer: { ok: true, version: 8 },
    };
    const { log, told: others } = run(honest);
    const extra: Commit = {
      version: log.length + 1,
      at: '2026-03-01T03:02:00.000Z',
      by: bob.id,
      commandId: 'f1',
      salt: '',
      events: forged,
      hash: '',
    };
    expect(
      check([...log, extra], [...others, { ...told, answer: { ok: true, version: extra.version } }]).some((problem) =>
        problem.includes('the domain refuses'),
      ),
    ).toBe(true);
  });

  it('CV95 catches a refusal that the domain says nowhere', () => {
    expect(
      problemsOf((_, act, answer) => (act.id === 'a3' ? { ok: false, code: 'incident.closed', message: '' } : answer)),
    ).not.toEqual([]);
  });

  it('CV96 the checker catches an act that comes before one it began after', () => {
    const { log, told } = run(honest);
    const late = told.map((each) => (each.command.id === 'a1' ? { ...each, invokedAt: 200, returnedAt: 201 } : each));
    expect(check(log, late).some((problem) => problem.includes('was acknowledged and stands at'))).toBe(true);
  });

  it('CV97 catches a gap, and a second holder', () => {
    const gap = (log: readonly Commit[]): readonly Commit[] => [...log.slice(0, 4), ...log.slice(5)];
    expect(problemsOf(honest, gap).some((problem) => problem.includes('belongs'))).toBe(true);
    const usurped = (log: readonly Commit[]): readonly Commit[] => [
      ...log,
      {
        version: log.length + 1,
        at: '2026-03-01T03:02:00.000Z',
        by: 'clock',
        commandId: 'u1',
        salt: '',
        events: [{ type: 'floor.begun', data: { holder: ana.id, epoch: 1, how: 'declared' } }],
        hash: '',
      },
    ];
    expect(problemsOf(honest, usurped).some((problem) => problem.includes('epoch'))).toBe(true);
  });
});
