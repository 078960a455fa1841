/**
 * The service map in the browser: how a file is checked before it is sent, what it would change, and how the map is
 * laid out.
 */
import { describe, expect, it } from 'vitest';
import { changesOf } from '../../client/services/changes.ts';
import { draftOf, problemsOf, serviceOf } from '../../client/services/draft.ts';
import { EXAMPLE_TEXT } from '../../client/services/example.ts';
import { readServices, withPeople } from '../../client/services/file.ts';
import { drawingOf, isDrawable } from '../../client/services/layers.ts';
import { around, matching } from '../../client/services/map.ts';
import { service, type Service } from '../../shared/workspace/words.ts';
import { httpsUrl } from '../../shared/texts.ts';

const PEOPLE = [
  { id: 'p-ana', name: 'Ana' },
  { id: 'p-kim', name: 'Kim' },
  { id: 'p-kim-2', name: 'Kim' },
  { id: 'p-gone', name: 'Gone', active: false },
];
const NOTHING = { services: [], people: PEOPLE };
const mistakesIn = (text: string): readonly string[] => {
  const read = readServices(text, NOTHING);
  return read.ok ? [] : read.mistakes.map(({ line, problem }) => `${line}: ${problem}`);
};

describe('a file with services', () => {
  it('WS60 a broken file is answered with the line at which it stops being JSON', () => {
    expect(mistakesIn('{\n  "services": [\n    {"id": "a" "name": "A"}\n  ]\n}')).toEqual([
      '3: A comma or } is missing before this.',
    ]);
    expect(mistakesIn('{"services": [\n1,\n]}')).toEqual(['3: A value is missing or invalid here.']);
    expect(mistakesIn('{"services"\n []}')).toEqual(['2: A colon is missing after "services".']);
    expect(mistakesIn('{services: []}')).toEqual(['1: Expected a field name in double quotes here.']);
    expect(mistakesIn('[] []')).toEqual(['1: There is extra text after the end.']);
    expect(mistakesIn('')).toHaveLength(1);
  });

  it('WS61 every mistake in a file is named at once, by its line, its service and its field', () => {
    const text = `{"services": [
      {"id": "a b", "name": "A"},
      {"id": "checkout",
       "name": "Checkout",
       "owner": {"name": ""},
       "expert": {"name": "Eve", "person": "p-eve"},
       "runbooks": [
         {"title": "Cards", "url": "http://wiki"}
       ],
       "dependsOn": ["checkout", "mail"],
       "note": "x"},
      {"id": "checkout"},
      7
    ]}`;
    expect(mistakesIn(text).map((each) => each.slice(0, 60))).toEqual([
      '2: A: id must be letters, digits, dots, dashes or underscore',
      '5: Checkout: owner name is missing. Enter one line.',
      '6: Checkout: expert: no one here has the id "p-eve". Leave "',
      '8: Checkout: runbooks url must be a full URL that starts wit',
      '10: Checkout: it can’t depend on itself.',
      '10: Checkout: it depends on "mail", which is neither on the ',
      '11: Checkout: there is no field "note". Known are id, name, ',
      '12: Service 3: the id "checkout" appears in this file twice.',
      '12: Service 3: name is missing. Enter one line.',
      '13: Service 4: must be an object with id and name.',
    ]);
    expect(mistakesIn('{"services": []}')[0]).toContain('at least one');
  });

  it('WS62 a good file of services is read, as it was exported or as a bare list, and may depend on what is on the map', () => {
    const services: Service[] = [{ id: 'checkout', name: 'Checkout', dependsOn: ['database'] }];
    const known = { services: [{ id: 'database' }], people: PEOPLE };
    expect(readServices(JSON.stringify({ services }, null, 2), known)).toEqual({ ok: true, services });
    expect(readServices(JSON.stringify(services), known)).toEqual({ ok: true, services });
    expect(readServices(EXAMPLE_TEXT, NOTHING).ok).toBe(true);
  });

  it('WS63 a name that only one active person has is linked to that person', () => {
    const contacts = { owner: { name: 'ana' }, expert: { name: 'Kim' }, escalation: { name: 'Gone' } };
    expect(
      withPeople(
        [
          { id: 'a', name: 'A', ...contacts },
          { id: 'b', name: 'B' },
        ],
        PEOPLE,
      ),
    ).toEqual({
      services: [
        { id: 'a', name: 'A', ...contacts, owner: { name: 'ana', person: 'p-ana' } },
        { id: 'b', name: 'B' },
      ],
      linked: 1,
    });
  });

  it('WS64 what a file would change on the map is told by service and field; what is there already is left out', () => {
    const present: Service[] = [
      { id: 'a', name: 'A', owner: { name: 'Ana' } },
      { id: 'b', name: 'B' },
    ];
    const wanted: Service[] = [
      { id: 'a', name: 'A', owner: { name: 'Kim' }, dependsOn: ['b'] },
      { id: 'b', name: 'B', dependsOn: [] },
      { id: 'c', name: 'C' },
    ];
    expect(changesOf(wanted, present)).toEqual([
      { service: wanted[0], differs: ['Owner: Ana → Kim', 'Depends on: none → b'] },
      { service: wanted[2], differs: null },
    ]);
  });
});

describe('a file that was never meant as a map', () => {
  it('WS90 a file that was never meant as a map gets a quick and short answer, whatever is in it', () => {
    expect(mistakesIn(JSON.stringify([{ id: 'a', name: 'A', dependsOn: [{ toString: 1, valueOf: 1 }] }]))[0]).toContain(
      'it depends on {"toString":1',
    );
    expect(mistakesIn(JSON.stringify(Array.from({ length: 20_000 }, () => ({ id: '!' }))))).toEqual([
      '1: The map holds 500 services; this file has 20000.',
    ]);
    expect(
      mistakesIn(JSON.stringify([Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`f${n}`, 1]))])),
    ).toHaveLength(100);
    expect(mistakesIn(`["${'x'.repeat(1_000_000)}"]`)).toEqual([
      '1: This file is too large for one import (960 KB at most). Import it in parts.',
    ]);
    const [mistake = ''] = mistakesIn(JSON.stringify([{ id: 'a', name: 'n'.repeat(9000), ['f'.repeat(9000)]: 1 }]));
    expect(mistake.length).toBeLessThan(400);
    expect(mistakesIn('['.repeat(50_000))).toHaveLength(1);
  });
  it('WS91 an id begins with a letter or a digit, so that it never leads elsewhere in an address', () => {
    for (const id of ['..', '.', '__proto__', '-a']) {
      expect(mistakesIn(JSON.stringify([{ id, name: 'A' }]))[0]).toContain('starting with a letter or digit');
      expect(service.safeParse({ id, name: 'A' }).success).toBe(false);
      expect(problemsOf({ ...draftOf(null), name: 'A', id }, []).id).toContain('starting with a letter or digit');
    }
    for (const id of ['constructor', 'a..b', '7']) expect(service.safeParse({ id, name: 'A' }).success).toBe(true);
  });
});

describe('an address on the map', () => {
  it('WS92 an address begins with https:// and holds no control characters', () => {
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'http://a.example',
      'https:a.example',
      'https://a.example/\u001b[2J',
      'https://a.example/\u202egnp.exe',
    ])
      expect(httpsUrl.safeParse(url).success).toBe(false);
    for (const url of ['https://a.example', 'HTTPS://a.example/x?y=z#w', 'https://a.example/ä'])
      expect(httpsUrl.safeParse(url).success).toBe(true);
  });
});

describe('a service while it is written', () => {
  const checkout: Service = {
    id: 'checkout',
    name: 'Checkout',
    owner: { name: 'Ana of old', person: 'p-ana' },
    expert: { name: 'Kim' },
    runbooks: [{ title: 'When cards fail', url: 'https://wiki.example/cards' }],
    dependsOn: ['database'],
  };

  it('WS69 a service that is opened and saved unchanged is the same service, with the people who were linked', () => {
    expect(changesOf([serviceOf(draftOf(checkout), checkout, PEOPLE)], [checkout])).toEqual([]);
    const written = serviceOf(
      { ...draftOf(checkout), owner: ' ana ', dashboards: 'https://graphs.example/a b https://graphs.example/b' },
      checkout,
      PEOPLE,
    );
    expect(written.owner).toEqual({ name: 'Ana', person: 'p-ana' });
    expect(written.dashboards).toEqual([{ title: 'https://graphs.example/a b', url: 'https://graphs.example/b' }]);
    expect(serviceOf({ ...draftOf(null), name: 'Mail', id: 'mail', escalation: 'Vendor' }, null, PEOPLE)).toMatchObject(
      { escalation: { name: 'Vendor' }, runbooks: [] },
    );
  });

  it('WS70 what is missing or wrong in a service being edited is said beside its field', () => {
    expect(problemsOf(draftOf(checkout), [])).toEqual({});
    expect(
      Object.keys(problemsOf({ ...draftOf(checkout), name: ' ', id: 'a b', runbooks: 'Cards http://wiki' }, [])),
    ).toEqual(['name', 'id', 'runbooks']);
    expect(problemsOf(draftOf(checkout), ['checkout']).id).toContain('Another service');
    expect(problemsOf({ ...draftOf(checkout), runbooks: 'A https://a.example\n\nB nowhere' }, []).runbooks).toContain(
      'Line 3',
    );
  });
});

describe('the drawing of the whole map', () => {
  const named = (id: string, ...dependsOn: string[]): Service => ({ id, name: id, dependsOn });
  const columnsOf = (services: readonly Service[]): Record<string, number> =>
    Object.fromEntries(drawingOf(services).placed.map(({ service, column }) => [service.id, column]));

  it('WS65 in the drawing of the map a service is left of everything it depends on, by the longest way', () => {
    expect(
      columnsOf([
        named('web', 'checkout', 'database'),
        named('checkout', 'database'),
        named('database'),
        named('mail'),
      ]),
    ).toEqual({ web: 0, mail: 0, checkout: 1, database: 2 });
    expect(drawingOf([])).toEqual({ placed: [], arrows: [], columns: 0, height: 0 });
  });

  it('WS93 a map in which everything hangs together with everything is not drawn', () => {
    const ids = Array.from({ length: 500 }, (_, n) => `s${n}`);
    const thicket = ids.map((id, place) => named(id, ...ids.slice(place + 1, place + 51)));
    expect(isDrawable(thicket)).toBe(false);
    expect(isDrawable(ids.map((id, place) => named(id, ...ids.slice(place + 1, place + 4))))).toBe(true);
  });

  it('WS66 a circle of services is drawn with all its arrows', () => {
    const drawing = drawingOf([named('a', 'b'), named('b', 'c'), named('c', 'a')]);
    expect(drawing.arrows).toHaveLength(3);
    expect(drawing.placed.map(({ column }) => column)).toEqual([0, 1, 2]);
  });

  it('WS67 in the drawing services are at the height of those that depend on them', () => {
    const { placed } = drawingOf([named('a', 'for-a'), named('b', 'for-b'), named('for-b'), named('for-a')]);
    expect(
      placed
        .filter(({ column }) => column === 1)
        .toSorted((one, other) => one.y - other.y)
        .map(({ service }) => service.id),
    ).toEqual(['for-a', 'for-b']);
  });

  it('WS68 an arrow over several columns goes through a lane in each column between, where there is no box', () => {
    const { placed, arrows } = drawingOf([
      named('web', 'checkout', 'database'),
      named('checkout', 'payments'),
      named('payments', 'database'),
      named('database'),
    ]);
    const long = arrows.find(({ from, to }) => from === 'web' && to === 'database');
    expect(long?.lanes.map(({ column }) => column)).toEqual([1, 2]);
    for (const lane of long?.lanes ?? []) {
      const boxes = placed.filter(({ column }) => column === lane.column);
      expect(boxes.every((box) => Math.abs(box.y - lane.y) > 0.5)).toBe(true);
    }
  });

  it('WS71 a search finds a service by its words and by its contacts, and shows around it what it may affect and what may affect it', () => {
    const all: Service[] = [
      { ...named('web', 'checkout'), name: 'Web shop' },
      { ...named('checkout', 'database'), owner: { name: 'Ana Duarte' } },
      named('database'),
      named('mail'),
    ];
    expect(matching(all, 'shop WEB').map(({ id }) => id)).toEqual(['web']);
    expect(matching(all, 'ana').map(({ id }) => id)).toEqual(['checkout']);
    expect(around(all, all[1] as Service).map(({ id }) => id)).toEqual(['web', 'checkout', 'database']);
    const many = Array.from({ length: 20 }, (_, index) => named(`s-${index}`, `s-${index + 1}`));
    expect(around(many, many[5] as Service).map(({ id }) => id)).toEqual(['s-4', 's-5', 's-6']);
  });
});
