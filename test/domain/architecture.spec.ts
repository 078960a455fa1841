/**
 * Keeps ARCHITECTURE.md true: which folder imports which, the sizes, and the lists that must agree. Reads the source as
 * text; only the domain's own tables are executed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AUTHORITY } from '../../shared/authority.ts';
import { CAPABILITIES } from '../../shared/capabilities.ts';
import { utcClock } from '../../shared/instants.ts';
import { REFUSALS } from '../../shared/refusals.ts';
import * as workspaceWords from '../../shared/workspace/words.ts';
import { sentences as workspace } from '../../shared/workspace/sentences.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const NAMES: readonly string[] = CAPABILITIES.map(({ name }) => name);

/** Where a capability is named outside of its own folders. */
const PLACES = [
  'client/attention/capabilities.ts',
  'client/room/RoomLayout.tsx',
  'shared/capabilities.ts',
  'shared/protocol.ts',
];

/** What a capability declares in zod; the document's has neither commands nor events. */
const wordsOf = (name: string) =>
  import(`../../shared/${name}/words.ts`) as Promise<{ readonly commands?: object; readonly events?: object }>;

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && !entry.parentPath.includes('node_modules') && /\.(ts|tsx|mjs|css)$/.test(entry.name),
    )
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const linesOf = (file: string): number => read(file).trimEnd().split('\n').length;

/** The pages with the promises. */
const SPECIFICATION = ['domain', 'server', 'browser', 'project'].map((page) => read(`spec/${page}.md`));
const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^- ([A-Z]{2}\d+[a-z]?) /gm)].map((match) => match[1] as string);

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
  it('AR1 the domain imports itself, and zod only where words are declared', () => {
    const outside = arrows('shared').filter(({ to }) => !to.startsWith('shared/'));
    expect(outside.filter(({ from, to }) => to !== 'zod' || !/(words|texts|protocol)\.ts$/.test(from))).toEqual([]);
  });

  it('AR2 the domain reads no clock and uses no randomness', () => {
    const impure = /Date\.now\(|new Date\(\)|Math\.random|crypto\.|setTimeout|process\.|window\./;
    expect(files('shared').filter((file) => impure.test(read(file)))).toEqual([]);
  });

  it('AR3 no capability imports the rules of another', () => {
    const crossing = arrows('shared').filter(({ from, to }) => {
      const [here, there] = [from.split('/')[1], to.split('/')[1]];
      return (
        NAMES.includes(here as string) && NAMES.includes(there as string) && here !== there && !to.endsWith('words.ts')
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

  it("AR5 the server names no capability and reads no capability's state, except the scribe gateway, the consumers and the refusal of private rooms", () => {
    // The gateway serves one capability; a consumer says which events concern it, and no room depends on what it says.
    const mayName = (file: string): boolean => /^server\/(scribe|consumers)\//.test(file);
    const named = files('server')
      .filter((file) => !mayName(file))
      .flatMap((file) => {
        const found = read(file).match(new RegExp(`['"\`](${NAMES.join('|')})\\.[a-z-]+['"\`]`, 'g')) ?? [];
        return found.map((word) => `${file}: ${word}`);
      });
    // Declaring is the one command with an HTTP address of its own.
    expect(named).toEqual(["server/http/rooms.ts: 'incident.private-not-yet'"]);
    const imported = arrows('server').filter(
      ({ from, to }) => !mayName(from) && NAMES.some((capability) => to.startsWith(`shared/${capability}/`)),
    );
    expect(imported).toEqual([]);
    // Nor do they reach into a capability's part of the folded room: `room.crew`, `const { floor } = state`,
    // `Pick<RoomState, 'crew'>`.
    const parts = NAMES.join('|');
    const reach = new RegExp(
      `(?<!\\b[Mm]ath)\\??\\.(${parts})\\b|\\{[^{}]*\\b(${parts})\\b[^{}]*\\} = [\\w.]*(room|state|folded)\\b|RoomState(, |\\[)'(${parts})'`,
    );
    const reaching = files('server')
      .filter((file) => !mayName(file))
      .flatMap((file) =>
        read(file)
          .split('\n')
          .filter((line) => !/^import\b|^} from /.test(line) && reach.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(reaching).toEqual([]);
  });

  it('AR6 a panel knows no other panel, and of attention only how to notify people and to say what they owe', () => {
    const crossing = arrows('client').filter(({ from, to }) => {
      const [here, there] = [from.split('/')[1] as string, to.split('/')[1] as string];
      return (
        to.startsWith('client/') &&
        NAMES.includes(here) &&
        here !== there &&
        !['session', 'ui'].includes(there) &&
        !/^client\/attention\/(calls|owed)\.ts$/.test(to)
      );
    });
    expect(crossing).toEqual([]);
  });

  it('AR7 no file is longer than 300 lines, a specification or stylesheet than 500, and the two places where everything meets stay smaller', () => {
    const all = ['shared', 'server', 'client', 'test', 'scripts', 'demo', 'bench'].flatMap(files);
    expect(
      all
        .filter((file) => linesOf(file) > (/^test\/|\.css$/.test(file) ? 500 : 300))
        .map((file) => `${file} ${linesOf(file)}`),
    ).toEqual([]);
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

  it('AR17 private members are written with #, and only constructors are called private', () => {
    // What a package lets its heirs override is protected there.
    const said = ['shared', 'server', 'client', 'test', 'demo', 'bench']
      .flatMap(files)
      .filter((file) => /^\s+(?:private|protected) (?!constructor\(|override )/m.test(read(file)));
    expect(said).toEqual([]);
  });

  it('AR10 every event has a sentence, every command a row of authority', async () => {
    const words = await Promise.all(NAMES.map(wordsOf));
    const events = [...words, workspaceWords].flatMap((each) => Object.keys(each.events ?? {}));
    const said = [...CAPABILITIES, { sentences: workspace }].flatMap(({ sentences }) => Object.keys(sentences));
    expect(said.toSorted()).toEqual(events.toSorted());
    const commands = words.flatMap((each) => Object.keys(each.commands ?? {}));
    expect(Object.keys(AUTHORITY).toSorted()).toEqual(commands.toSorted());
  });

  it('AR11 every refusal has a sentence that is complete by itself and a test that names its code', () => {
    const tests = files('test').map(read).join('\n');
    for (const [code, { say }] of Object.entries(REFUSALS))
      expect(say({}, (person) => person, utcClock).length, code).toBeGreaterThan(10);
    const unprovoked = Object.keys(REFUSALS).filter(
      (code) => !["'", ' '].some((before) => tests.includes(`${before}${code}'`)),
    );
    expect(unprovoked).toEqual([]);
  });

  it('AR16 only the places that ARCHITECTURE.md names for it know of half of the capabilities or more', () => {
    const knows = (file: string, name: string): boolean => {
      const imports = `^(?:import|export)\\s[^;]*?'\\.[^']*/${name}/[^']+'`;
      return new RegExp(`${imports}|['"\`]${name}\\.[a-z-]+['"\`]`, 'm').test(read(file));
    };
    const places = ['shared', 'server', 'client']
      .flatMap(files)
      .filter((file) => NAMES.filter((name) => knows(file, name)).length * 2 >= NAMES.length);
    expect(places.toSorted()).toEqual(PLACES);
    expect(read('ARCHITECTURE.md').split('## Adding a capability')[1]).toSatisfy((section: string) =>
      PLACES.every((place) => section.includes(`\`${place}\``)),
    );
  });

  it('AR13 only the strip that says for how long nothing was heard is redrawn with each message of the server', () => {
    const whole = /useStore\(link\)|\(link\.subscribe, link\.get\)|useView\(\((\w+)\) => \1\)/;
    expect(files('client').filter((file) => whole.test(read(file)))).toEqual(['client/room/LinkStrip.tsx']);
  });

  it('AR14 docs/configuration.md explains exactly the variables that the server reads', () => {
    const settings = files('server')
      .filter((file) => file.startsWith('server/config'))
      .flatMap((file) => [...read(file).matchAll(/^ {2}([A-Z][A-Z0-9_]+): \{/gm)].map((match) => match[1] as string));
    const explained = [...read('docs/configuration.md').matchAll(/^\| (`[^|]*) \|/gm)].flatMap((row) =>
      [...(row[1] as string).matchAll(/[A-Z][A-Z0-9_]+/g)].map(String),
    );
    // Set by `npm run dev` itself.
    const wanted = settings.filter((name) => name !== 'WATCHFLOOR_DEV');
    expect(explained.toSorted()).toEqual(wanted.toSorted());
  });

  it('AR15 every link from one document of the repository to another leads to a file and a heading that are there', () => {
    const documents = ['.', 'docs', 'decisions'].flatMap((folder) =>
      readdirSync(join(ROOT, folder))
        .filter((name) => name.endsWith('.md'))
        .map((name) => join(folder, name)),
    );
    const headings = (file: string): string[] =>
      [...read(file).matchAll(/^#+ (.+)$/gm)].map((match) =>
        (match[1] as string)
          .toLowerCase()
          .replaceAll(/[^a-z0-9 -]/g, '')
          .replaceAll(' ', '-'),
      );
    const broken = documents.flatMap((from) =>
      [...read(from).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
        .map((match) => (match[1] ?? match[2]) as string)
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => {
          const [path = '', heading] = link.split('#');
          const to = path === '' ? from : join(dirname(from), path);
          return !existsSync(join(ROOT, to)) || (heading !== undefined && !headings(to).includes(heading));
        })
        .map((link) => `${from}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it('AR18 each part of the specification says what it is about, and its numbers ascend', () => {
    for (const part of SPECIFICATION.flatMap((page) => page.split(/^## /m).slice(1))) {
      const [title = '', about = ''] = part.split(/\n+/);
      expect(about.startsWith('- '), title).toBe(false);
      const ids = idsIn(part);
      for (const kind of new Set(ids.map((id) => id.slice(0, 2)))) {
        const numbers = ids.filter((id) => id.startsWith(kind)).map((id) => Number.parseInt(id.slice(2), 10));
        expect(numbers, title).toEqual(numbers.toSorted((one, other) => one - other));
      }
    }
  });

  it('AR12 every promise of the specification has a test and every test a promise', () => {
    const promised = SPECIFICATION.flatMap(idsIn);
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
