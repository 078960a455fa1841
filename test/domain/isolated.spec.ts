/**
 * Names and words of the whole world within the room's own: isolated in every sentence and on every screen, so that
 * they turn nothing around them.
 */
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { elements, jsx, jsxs } from '../../client/ui/jsx-runtime.ts';
import { idFor } from '../../client/services/draft.ts';
import { tell } from '../../client/session/telling.ts';
import { initials } from '../../client/ui/Avatar.tsx';
import { beginningOf, endOf } from '../../client/ui/graphemes.ts';
import type { AnyEvent, Commit } from '../../shared/envelope.ts';
import { FSI, isolated, isolatedIn, PDI } from '../../shared/isolated.ts';
import { explain } from '../../shared/refusals.ts';
import { entriesOf } from '../../shared/timeline/entries.ts';
import { commands as crew } from '../../shared/crew/words.ts';

const NAMES: Readonly<Record<string, string>> = { rim: 'ريم', kim: 'Kim' };
const name = (person: string): string => NAMES[person] ?? person;
const TURNED = 'roll back \u202e218 and wait';
const event = (type: string, data: object): AnyEvent => ({ type, data }) as unknown as AnyEvent;

describe('words of the world', () => {
  it('LW35 in every sentence and refusal names and words of another direction are isolated, and nothing in them turns what follows', () => {
    const assigned = event('tasks.assigned', { task: 't', to: 'rim', by: 'kim', what: TURNED, minutes: 5 });
    expect(tell(assigned, name)).toBe(`Kim assigned “${FSI}roll back 218 and wait${PDI}” to ${FSI}ريم${PDI} (5 min).`);
    const declined = event('tasks.declined', { task: 't', by: 'rim', what: 'check', why: 'مشغولة الآن؟' });
    expect(tell(declined, name)).toBe(`${FSI}ريم${PDI} declined “check”: ${FSI}مشغولة الآن؟${PDI}`);
    const refused = { code: 'tasks.not-yours', facts: { owner: 'rim', what: 'שחזור' } };
    expect(explain(refused, name)).toContain(`This is ${FSI}ريم${PDI}’s task “${FSI}שחזור${PDI}”, and`);
    const plain = { id: 'a-1', at: '2026-11-29T21:00:00.000Z', what: 'Équipe réseau, 数据库, Ведущий 👩‍🚒' };
    expect(isolatedIn(plain)).toBe(plain);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'ב', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u202c'), {
          maxLength: 12,
        }),
        (signs) => {
          const once = isolated(signs.join(''));
          expect(once).toMatch(/^(\u2068[aב]*\u2069|[aב]*)$/u);
          expect(isolated(once)).toBe(once);
        },
      ),
    );
  });

  it('LW36 on the screen such words stand in elements of their own, and names for screen readers hold the words alone', () => {
    const sentence = `${isolated('ريم')} assigned "${isolated(TURNED)}" to Kim.`;
    const html = renderToStaticMarkup(
      jsxs('p', {
        'aria-label': sentence,
        children: ['By ', 'ريم', ': ', sentence, jsx('input', { defaultValue: 'ריק' })],
      }),
    );
    expect(html).toBe(
      '<p aria-label="ريم assigned &quot;roll back 218 and wait&quot; to Kim."><wf-text>By </wf-text><bdi>ريم</bdi>' +
        '<wf-text>: </wf-text><bdi>ريم</bdi><wf-text> assigned &quot;</wf-text><bdi>roll back 218 and wait</bdi>' +
        '<wf-text>&quot; to Kim.</wf-text><input dir="auto" value="ריק"/></p>',
    );
    const inOption = renderToStaticMarkup(jsx('option', { children: `${isolated('ريم')}, scribe` }));
    expect(inOption).toBe(`<option>${FSI}ريم${PDI}, scribe</option>`);
    const plain = { children: ['Kim', ' is here'] };
    expect(renderToStaticMarkup(jsxs('p', plain))).toBe('<p>Kim is here</p>');
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'ב', '\u202e', '\u2067', '\u2068', '\u2069'), { maxLength: 12 }),
        (signs) => {
          const shown = renderToStaticMarkup(elements(signs.join('')));
          expect(shown.replace(/<\/?(bdi|wf-text)>/g, '')).toBe(signs.join('').replace(/[^aב]/gu, ''));
        },
      ),
    );
    expect([initials(isolated('ريم حداد')), initials('👩‍🚒 Ana'), initials('Kim (2)')]).toEqual(['رح', '👩‍🚒A', 'K2']);
    expect([initials('渡辺 健'), initials('김 민지')]).toEqual(['渡', '김']);
  });

  it('LW39 a text is cut between the characters that people see', () => {
    const text = 'ab👩‍🚒e\u0301z';
    const whole = ['', 'a', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab👩‍🚒', 'ab👩‍🚒', 'ab👩‍🚒é', 'ab👩‍🚒éz'];
    expect(whole.map((_, most) => beginningOf(text, most).normalize('NFC'))).toEqual(whole);
    expect([0, 1, 2, 3, 4, 8, 9, 10].map((most) => endOf(text, most).normalize('NFC'))).toEqual([
      '',
      'z',
      'z',
      'éz',
      'éz',
      '👩‍🚒éz',
      'b👩‍🚒éz',
      'ab👩‍🚒éz',
    ]);
  });

  it('LW37 a role is named as it was written, in any alphabet, and no two read alike', () => {
    for (const role of ['Équipe réseau', 'Ведущий', '数据库', 'iOS lead', 'רשת'])
      expect(crew['crew.add-role'].parse({ role, card: 'Does it' }).role).toBe(role);
    expect(crew['crew.add-role'].parse({ role: ' E\u0301quipe ', card: 'x' }).role).toBe('Équipe');
    for (const role of ['', ' ', '\u200b', 'a\nb', 'net\u202ework', 'x'.repeat(41)])
      expect(crew['crew.add-role'].safeParse({ role, card: 'x' }).success).toBe(false);
    expect(tell(event('crew.accepted', { person: 'kim', role: 'Équipe réseau' }), name)).toBe(
      'Kim is now Équipe réseau.',
    );
    expect(tell(event('crew.accepted', { person: 'kim', role: 'vendor-liaison' }), name)).toBe(
      'Kim is now vendor liaison.',
    );
  });

  it('LW38 the id of a service is no broken half of its name', () => {
    const ids = (names: readonly string[]) =>
      names.reduce<string[]>((taken, each) => [...taken, idFor(each, taken, 'service')], []);
    expect(ids(['Cart & checkout', 'Équipe réseau', 'Straße', 'Ведущий', 'Оплата EU', '支付', '24/7'])).toEqual([
      'cart-checkout',
      'equipe-reseau',
      'strasse',
      'service-1',
      'service-2',
      'service-3',
      '24-7',
    ]);
    expect(ids([' '])).toEqual(['']);
  });

  it('TI94 a line says who did it unless its own sentence does, also when a reason has their name in it', () => {
    const events = [
      event('incident.severity-set', { severity: 1, from: 2, why: 'Kim saw errors everywhere' }),
      event('tasks.declined', { task: 't', by: 'kim', what: 'check', why: 'asleep' }),
    ];
    const place = { version: 1, at: '2026-11-29T21:00:00.000Z' as Commit['at'], hash: '', salt: '' };
    const commit: Commit = { ...place, by: 'kim', commandId: 'c', events };
    const entries = entriesOf([commit], (each, named) => tell(each, (person) => (named(person), name(person))));
    expect([...entries.values()].map(({ namesAuthor }) => namesAuthor)).toEqual([false, true]);
  });
});
