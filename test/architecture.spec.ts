/**
 * Keeps ARCHITECTURE.md true: the arrows between folders, the sizes, and the lists that must agree with each other.
 * Reads the source as text; nothing of it is run except the law's own tables.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AUTHORITY } from '../shared/authority.ts';
import { REFUSALS } from '../shared/refusals.ts';
import * as asksWords from '../shared/asks/words.ts';
import * as crewWords from '../shared/crew/words.ts';
import * as decisionsWords from '../shared/decisions/words.ts';
import * as fatigueWords from '../shared/fatigue/words.ts';
import * as floorWords from '../shared/floor/words.ts';
import * as incidentWords from '../shared/incident/words.ts';
import * as tasksWords from '../shared/tasks/words.ts';
import * as teamsWords from '../shared/teams/words.ts';
import * as timelineWords from '../shared/timeline/words.ts';
import * as updatesWords from '../shared/updates/words.ts';
import * as workspaceWords from '../shared/workspace/words.ts';
import { sentences as asks } from '../shared/asks/sentences.ts';
import { sentences as crew } from '../shared/crew/sentences.ts';
import { sentences as decisions } from '../shared/decisions/sentences.ts';
import { sentences as fatigue } from '../shared/fatigue/sentences.ts';
import { sentences as floor } from '../shared/floor/sentences.ts';
import { sentences as incident } from '../shared/incident/sentences.ts';
import { sentences as tasks } from '../shared/tasks/sentences.ts';
import { sentences as teams } from '../shared/teams/sentences.ts';
import { sentences as timeline } from '../shared/timeline/sentences.ts';
import { sentences as updates } from '../shared/updates/sentences.ts';
import { sentences as workspace } from '../shared/workspace/sentences.ts';

const ROOT = resolve(import.meta.dirname, '..');
const CAPABILITIES = [
  'incident',
  'floor',
  'crew',
  'updates',
  'timeline',
  'tasks',
  'decisions',
  'asks',
  'teams',
  'fatigue',
  'scribe',
];

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && !entry.parentPath.includes('node_modules') && /\.(ts|tsx|mjs|css)$/.test(entry.name),
    )
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const linesOf = (file: string): number => read(file).trimEnd().split('\n').length;

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function arrows(folder: string): Arrow[] {
  const statement = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
  return files(folder)
    .filter((file) => !file.endsWith('.css'))
    .flatMap((from) =>
      [...read(from).matchAll(statement)].map((match) => {
        const path = match[2] as string;
        const to = path.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(from), path)) : path;
        return { from, to, typeOnly: match[1] !== undefined };
      }),
    );
}

describe('architecture', () => {
  it('AR1 the law imports itself, and zod only where words are declared', () => {
    const outside = arrows('shared').filter(({ to }) => !to.startsWith('shared/'));
    expect(outside.filter(({ from, to }) => to !== 'zod' || !/(words|texts|protocol)\.ts$/.test(from))).toEqual([]);
  });

  it('AR2 the law reads no clock and rolls no dice', () => {
    const impure = /Date\.now\(|new Date\(\)|Math\.random|crypto\.|setTimeout|process\.|window\./;
    expect(files('shared').filter((file) => impure.test(read(file)))).toEqual([]);
  });

  it('AR3 no capability imports the rules of another', () => {
    const crossing = arrows('shared').filter(({ from, to }) => {
      const [here, there] = [from.split('/')[1], to.split('/')[1]];
      return (
        CAPABILITIES.includes(here as string) &&
        CAPABILITIES.includes(there as string) &&
        here !== there &&
        !to.endsWith('words.ts')
      );
    });
    expect(crossing).toEqual([]);
  });

  it('AR4 no browser file and no rule takes a value from a file that brings zod', () => {
    const zod = new Set([
      'zod',
      ...arrows('shared')
        .filter(({ to }) => to === 'zod')
        .map(({ from }) => from),
    ]);
    const valueImports = [
      ...arrows('client'),
      ...arrows('shared').filter(({ from }) => !/(words|texts|protocol)\.ts$/.test(from)),
    ].filter(({ to, typeOnly }) => zod.has(to) && !typeOnly);
    expect(valueImports).toEqual([]);
  });

  it('AR5 the stations know no capability by name', () => {
    const isGateway = (file: string): boolean => file.startsWith('server/scribe/');
    const named = files('server')
      .filter((file) => !isGateway(file))
      .flatMap((file) => {
        const found =
          read(file).match(
            /['"`](incident|floor|crew|updates|timeline|tasks|decisions|asks|teams|fatigue|scribe)\.[a-z-]+['"`]/g,
          ) ?? [];
        return found.map((word) => `${file}: ${word}`);
      });
    // Declaring is the one act that HTTP has an address of its own for.
    expect(named).toEqual(["server/http/http-rooms.ts: 'incident.private-not-yet'"]);
    const imported = arrows('server').filter(
      ({ from, to }) => !isGateway(from) && CAPABILITIES.some((capability) => to.startsWith(`shared/${capability}/`)),
    );
    expect(imported).toEqual([]);
  });

  it('AR6 a panel knows no other panel', () => {
    const crossing = arrows('client').filter(({ from, to }) => {
      const [here, there] = [from.split('/')[1] as string, to.split('/')[1] as string];
      return (
        to.startsWith('client/') && CAPABILITIES.includes(here) && here !== there && !['session', 'ui'].includes(there)
      );
    });
    expect(crossing).toEqual([]);
  });

  it('AR7 no file is longer than 250 lines, and the two places where everything meets stay smaller', () => {
    const all = ['shared', 'server', 'client', 'test', 'scripts', 'demo', 'bench'].flatMap(files);
    expect(all.filter((file) => linesOf(file) > 250).map((file) => `${file} ${linesOf(file)}`)).toEqual([]);
    expect(linesOf('shared/room.ts')).toBeLessThanOrEqual(150);
    expect(linesOf('server/rooms/hosted-room.ts')).toBeLessThanOrEqual(150);
  });

  it('AR8 every source file opens by saying what it is for', () => {
    const silent = ['shared', 'server', 'client']
      .flatMap(files)
      .filter((file) => /\.tsx?$/.test(file) && !/^(#!.*\n)?\/\*\*|^\/\//.test(read(file)));
    expect(silent).toEqual([]);
  });

  it('AR9 nothing is exported by default and no drawer is called utils', () => {
    const all = ['shared', 'server', 'client'].flatMap(files);
    expect(all.filter((file) => /(\b(utils?|helpers?|manager|service)|\/index)\.tsx?$/.test(file))).toEqual([]);
    expect(all.filter((file) => /^export default/m.test(read(file)))).toEqual([]);
  });

  it('AR10 every event has a sentence, every command a row of authority', () => {
    const events = [
      asksWords,
      crewWords,
      decisionsWords,
      fatigueWords,
      tasksWords,
      teamsWords,
      floorWords,
      incidentWords,
      timelineWords,
      updatesWords,
      workspaceWords,
    ].flatMap((words) => Object.keys(words.events));
    const said = Object.keys({
      ...asks,
      ...crew,
      ...decisions,
      ...fatigue,
      ...floor,
      ...incident,
      ...tasks,
      ...teams,
      ...timeline,
      ...updates,
      ...workspace,
    });
    expect(said.toSorted()).toEqual(events.toSorted());
    const commands = [
      asksWords,
      crewWords,
      decisionsWords,
      floorWords,
      tasksWords,
      teamsWords,
      incidentWords,
      timelineWords,
      updatesWords,
    ].flatMap((words) => Object.keys(words.commands));
    expect(Object.keys(AUTHORITY).toSorted()).toEqual(commands.toSorted());
  });

  it('AR11 every refusal of the law has a sentence that stands without facts, and a test that names its code', () => {
    const tests = files('test').map(read).join('\n');
    for (const [code, { say }] of Object.entries(REFUSALS))
      expect(say({}, (person) => person).length, code).toBeGreaterThan(10);
    const unprovoked = Object.keys(REFUSALS).filter((code) => !tests.includes(`'${code}'`));
    expect(unprovoked).toEqual([]);
  });

  it('AR13 only the strip that says for how long nothing was heard is redrawn with each word of the server', () => {
    const whole = /useStore\(link\)|\(link\.subscribe, link\.get\)|useView\(\((\w+)\) => \1\)/;
    expect(files('client').filter((file) => whole.test(read(file)))).toEqual(['client/room/LinkStrip.tsx']);
  });

  it('AR12 every promise of SPEC.md has a test and every test a promise', () => {
    const promised = [...read('SPEC.md').matchAll(/^- ([A-Z]{2}\d+[a-z]?) /gm)].map((match) => match[1] as string);
    const tested = files('test').flatMap((file) =>
      [...read(file).matchAll(/\b(?:it|test)(?:\.each(?:<\w+>)?\([\s\S]*?\))?\(\s*[`'"]([A-Z]{2}\d+[a-z]?) /g)].map(
        (match) => match[1] as string,
      ),
    );
    expect(
      promised.filter((id, index) => promised.indexOf(id) !== index),
      'promised twice',
    ).toEqual([]);
    expect(
      promised.filter((id) => !tested.includes(id)),
      'promised, not tested',
    ).toEqual([]);
    expect(
      [...new Set(tested)].filter((id) => !promised.includes(id)),
      'tested, not promised',
    ).toEqual([]);
  });
});
