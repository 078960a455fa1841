/**
 * Unsent text is never lost and never shown to anyone else. Checked in the source, so that every new field is covered.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const sources = readdirSync(join(ROOT, 'client'), { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Fields that hold no text of a person, or keep no draft, and why. */
const WITHOUT_DRAFT: Readonly<Record<string, string>> = {
  'client/ui/Field.tsx': 'the field itself',
  'client/access/ComeIn.tsx': 'nobody is signed in yet, so nothing could be kept for anybody',
  'client/access/WaysIn.tsx': 'nobody is signed in yet, so nothing could be kept for anybody',
  'client/access/PasswordPage.tsx': 'a password is kept nowhere',
  'client/people/Password.tsx': 'a password is kept nowhere',
  'client/lobby/ComingIn.tsx': 'kept with every letter as how this person comes in',
  'client/ui/PaletteSearch.tsx': 'a search',
  'client/scribe/editor/FindBar.tsx': 'a search',
};
const NO_WORDS = /\btype="(number|time|datetime-local|search|file|checkbox|radio)"|\breadOnly\b/;

/** The opening tag of each JSX element with one of these names, as written. */
function elements(source: string, names: string): string[] {
  return [...source.matchAll(new RegExp(`<(?:${names})\\b`, 'g'))].map(({ index }) => {
    let depth = 0;
    for (let at = index + 1; at < source.length; at += 1) {
      if (source[at] === '{') depth += 1;
      else if (source[at] === '}') depth -= 1;
      else if (source[at] === '>' && depth === 0 && source[at - 1] !== '=') return source.slice(index, at);
    }
    return source.slice(index);
  });
}

describe('half-written words', () => {
  it('ST45 one file touches what the browser keeps, so that all of it is stored under a person', () => {
    const touching = sources.filter((file) =>
      /\b(localStorage|sessionStorage|indexedDB)\b/.test(read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')),
    );
    expect(touching).toEqual(['client/session/keeping.ts']);
  });

  it('ST46 every field with words keeps them as a draft, but for a few with a reason', () => {
    const fields = sources
      .filter((file) => WITHOUT_DRAFT[file] === undefined)
      .flatMap((file) => {
        const source = read(file);
        const ours = elements(source, 'Field|Area').filter((each) => !NO_WORDS.test(each) && !/\bdraft=/.test(each));
        const bare = source.includes('/drafting.ts')
          ? []
          : elements(source, 'input|textarea').filter((each) => !NO_WORDS.test(each));
        return [...ours, ...bare].map((each) => `${file}: ${each.slice(0, 80)}`);
      });
    expect(fields).toEqual([]);
    expect(
      Object.keys(WITHOUT_DRAFT).filter((file) => elements(read(file), 'Field|Area|input|textarea').length === 0),
      'reasons without a field',
    ).toEqual([]);
  });

  it('ST47 no field cuts what is pasted into it', () => {
    expect(sources.filter((file) => /\bmaxLength=/.test(read(file)))).toEqual([]);
  });
});
