/** The document as Markdown, parsed by an independent parser: nothing that was written becomes something else. */
import { getSchema } from '@tiptap/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { StarterKit } from '@tiptap/starter-kit';
import { Decision } from '../../client/scribe/lines/decision.ts';
import { Mention } from '../../client/scribe/editor/mention.ts';
import { written, type BlockNode, type TextNode } from '../../shared/scribe/written.ts';
import { meant, read } from '../support/domain/markdown-reader.ts';

const ID = 'ab'.repeat(32);
const say = (text: string, ...marks: string[]): TextNode => ({
  type: 'text',
  text,
  ...(marks.length === 0 ? {} : { marks: marks.map((type) => ({ type })) }),
});
const block = (type: string, ...content: ReadonlyArray<BlockNode | TextNode>): BlockNode => ({ type, content });
const paragraph = (...content: ReadonlyArray<BlockNode | TextNode>): BlockNode => block('paragraph', ...content);
const exported = (document: BlockNode): string => written(document, 'markdown', 'inc-1');
function comesBack(document: BlockNode): void {
  expect(read(exported(document)), exported(document)).toEqual(meant(document, 'inc-1'));
}

const SIGNS = [
  '# ',
  '## x',
  '1. ',
  '2) ',
  '2024. A year',
  '- ',
  '+ ',
  '* ',
  '> ',
  '~~~',
  '```',
  '---',
  '- - -',
  '===',
  '    word',
  '\t',
  ' ',
  '  ',
  '&amp;',
  '&#65;',
  '[x] ',
  '[a]: b',
  '](y)',
  '![',
  '<b>',
  '<!--',
  '<https://a.b>',
  '| a |',
  '|-|',
  ':-:',
  '_',
  '__',
  'a_b',
  '**',
  '*',
  '~',
  'a',
  'b',
  ')',
  '(',
  '!',
  '\\',
  '`',
  '``',
  'www.a.b',
  'https://a.b/?c=~d',
  'https://a.b',
  'x@y.z',
  '\u20ac',
  '\u{1f525}',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u00e9',
  '\u201c',
  '\n',
  '\r\n',
  ':',
  '-',
  '=',
  '#',
  '\0',
  '\u000c',
];
const text = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  },
  fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const href = fc.oneof(
  fc.constantFrom(
    'https://x.example/a',
    'https://x.example/(a) b',
    '/rooms/inc-1',
    'mailto:a@b.c',
    '<x>',
    'a\\b',
    '?a=1&copy;',
    'tel:1',
    '#x',
    'https://x.example/a)',
  ),
  fc.string({ minLength: 1, maxLength: 6 }).map((path) => `https://x.example/${path}`),
);
const link = fc.record({
  type: fc.constant('link'),
  attrs: fc.record({
    href,
    title: fc.oneof(fc.constant(null), fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' })),
  }),
});
const marks = fc
  .record({
    bold: fc.boolean(),
    italic: fc.boolean(),
    strike: fc.boolean(),
    underline: fc.boolean(),
    code: fc.boolean(),
    link: fc.option(link, { freq: 3 }),
  })
  .map(({ link: linked, ...others }) => [
    ...Object.entries(others).flatMap(([type, isSo]) => (isSo ? [{ type }] : [])),
    ...(linked === null ? [] : [linked]),
  ]);
const words = fc.record({
  type: fc.constant('text' as const),
  text,
  marks: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, marks),
});
const inline: fc.Arbitrary<BlockNode | TextNode> = fc.oneof(
  { weight: 8, arbitrary: words },
  fc.constant({ type: 'hardBreak' }),
  fc.record({
    type: fc.constant('mention'),
    attrs: fc.record({ id: fc.constant('p-1'), label: fc.oneof(fc.constant('Ana R'), text) }),
  }),
);
const line = fc.array(inline, { maxLength: 5 });

const { node } = fc.letrec<{ node: BlockNode; paragraph: BlockNode; blocks: BlockNode[] }>((tie) => {
  const items = (type: string, attrs: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<BlockNode[]> =>
    fc.array(
      fc
        .record({ attrs, first: tie('paragraph'), more: tie('blocks') })
        .map((item) => ({ type, attrs: item.attrs, content: [item.first, ...item.more] })),
      { minLength: 1, maxLength: 3 },
    );
  return {
    paragraph: line.map((content) => paragraph(...content)),
    blocks: fc.array(tie('node'), { maxLength: 2, depthIdentifier: 'blocks' }),
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small', depthIdentifier: 'blocks' },
      tie('paragraph'),
      fc.record({
        type: fc.constant('heading'),
        attrs: fc.record({ level: fc.integer({ min: 1, max: 3 }) }),
        content: line,
      }),
      fc.record({
        type: fc.constant('codeBlock'),
        attrs: fc.record({
          language: fc.oneof(
            fc.constantFrom(null, 'sh', 'c++'),
            text.filter((each) => !/\0/.test(each)),
          ),
        }),
        content: fc.array(
          text.map((each) => say(each)),
          { maxLength: 2 },
        ),
      }),
      fc.constantFrom({ type: 'horizontalRule' }),
      fc.record({ type: fc.constant('decision'), content: line }),
      fc.record({
        type: fc.constant('attachment'),
        attrs: fc.record({ id: fc.constant(ID), name: text, type: fc.constantFrom('image/png', 'text/plain') }),
      }),
      fc.record({
        type: fc.constant('blockquote'),
        content: fc.tuple(tie('node'), tie('blocks')).map(([first, more]) => [first, ...more]),
      }),
      fc.record({ type: fc.constant('bulletList'), content: items('listItem', fc.constant({})) }),
      fc.record({
        type: fc.constant('orderedList'),
        attrs: fc.record({ start: fc.constantFrom(1, 1, 0, 3, 99, 1000) }),
        content: items('listItem', fc.constant({})),
      }),
      fc.record({ type: fc.constant('taskList'), content: items('taskItem', fc.record({ checked: fc.boolean() })) }),
    ) as fc.Arbitrary<BlockNode>,
  };
});
const document = fc.array(node, { maxLength: 4 }).map((content): BlockNode => ({ type: 'doc', content }));

/** Every character that a reader of the document sees, in order. */
function lettersOf(node: BlockNode | TextNode): string {
  if ('text' in node) return node.text;
  const own =
    node.type === 'mention'
      ? String(node.attrs?.['label'])
      : node.type === 'attachment'
        ? String(node.attrs?.['name'])
        : '';
  return own + (node.content ?? []).map(lettersOf).join('');
}

describe('the document in words', () => {
  it('ED40 whatever a document says, a reader of its Markdown gets the same blocks, marks and words', () => {
    fc.assert(fc.property(document, comesBack), { numRuns: 250 });
    const schema = getSchema([StarterKit, TaskList, TaskItem, Decision, Mention]);
    const made = new Set<string>();
    const walk = ({ type, content = [], marks: on = [] }: BlockNode & { marks?: TextNode['marks'] }): void => {
      [type, ...on.map((mark) => mark.type)].forEach((each) => made.add(each));
      content.forEach((each) => walk(each as BlockNode));
    };
    fc.sample(document, { numRuns: 120, seed: 7 }).forEach(walk);
    expect([...Object.keys(schema.nodes), ...Object.keys(schema.marks)].filter((each) => !made.has(each))).toEqual([]);
  });

  it('ED41 a line that reads like a sign of Markdown stays the line that it is, alone and below another one', () => {
    const lines = [
      '# x',
      '###### x',
      '#',
      '1. x',
      '2) x',
      '1.',
      '- x',
      '+ x',
      '* x',
      '-',
      '+',
      '> x',
      '~~~',
      '```',
      '---',
      '- - -',
      '***',
      '___',
      '===',
      '=',
      '    word',
      '\tword',
      'word  ',
      '&amp;',
      '&#65;',
      '2024. A year',
      '| a | b |',
      '|---|---|',
      '--|--',
      ':-:',
      '[x] done',
      '[ ] open',
      '[a]: https://x.example',
      '![a](b)',
      '<b>bold</b>',
      '<!-- no -->',
      '<https://x.example>',
      '*a*',
      '__init__',
      '~/.ssh',
      '~~no~~',
      'C:\\new\\*',
      '\\',
      '`code`',
      '#hash',
      '-1',
      '1.5',
      'https://x.example/a_b?c=~d*',
      'www.x.example',
      'ops@x.example',
    ];
    for (const each of lines) {
      comesBack(block('doc', paragraph(say(each))));
      comesBack(
        block('doc', paragraph(say('above'), { type: 'hardBreak' }, say(each), { type: 'hardBreak' }, say('below'))),
      );
      comesBack(
        block('doc', { ...block('heading', say(each), { type: 'hardBreak' }, say(each)), attrs: { level: 3 } }),
      );
      comesBack(block('doc', block('bulletList', block('listItem', paragraph(say(each)), paragraph(say(each))))));
      comesBack(block('doc', block('blockquote', paragraph(say(each)))));
    }
  });

  it('ED42 marks hold beside any letter: bold that ends in a blank or a sign, code with ticks, marks that begin where others end', () => {
    const cases: ReadonlyArray<readonly TextNode[]> = [
      [say('bold ', 'bold'), say('word')],
      [say('word'), say(' bold', 'bold')],
      [say('f(x)', 'bold'), say('y')],
      [say('y'), say('(x)', 'italic'), say('y')],
      [say('a', 'italic'), say('b', 'bold'), say('c', 'italic')],
      [say('a', 'bold'), say('b', 'bold', 'italic'), say('c', 'italic')],
      [say('a', 'bold', 'italic')],
      [say('x@y.z word', 'bold', 'italic')],
      [say(' ', 'bold')],
      [say('a'), say('b', 'strike'), say('c')],
      [say('a'), say('b', 'underline'), say('c')],
      [say('`', 'code')],
      [say('a`b', 'code')],
      [say('``a`', 'code')],
      [say(' a ', 'code')],
      [say('  ', 'code')],
      [say('a', 'code'), say('b', 'bold'), say('c', 'code')],
      [
        say('x!'),
        { ...say('a'), marks: [{ type: 'link', attrs: { href: 'https://x.example/(a) "b"', title: 'a "b" \\' } }] },
      ],
    ];
    for (const each of cases) comesBack(block('doc', paragraph(...each)));
  });

  it('ED43 what needs no sign is written as it was typed', () => {
    const lines = [
      'db_7 and snake_case_name',
      'a > b, a < b',
      'AT&T',
      'p99: 1.5 s (was 40 ms)',
      '#4211',
      'https://x.example/a_b?c=d&e=f',
      'ops@x.example',
      '!important',
      'x | y',
    ];
    expect(exported(block('doc', ...lines.map((each) => paragraph(say(each)))))).toBe(`${lines.join('\n\n')}\n`);
    const linked = { ...say('https://x.example/a'), marks: [{ type: 'link', attrs: { href: 'https://x.example/a' } }] };
    expect(exported(block('doc', paragraph(linked)))).toBe('<https://x.example/a>\n');
  });

  it('ED44 lists keep their kind, their depth and their numbers, also side by side and with several blocks in an item', () => {
    const item = (...content: readonly BlockNode[]): BlockNode => block('listItem', ...content);
    const two = block(
      'bulletList',
      item(
        paragraph(say('a')),
        block(
          'orderedList',
          item(paragraph(say('one')), paragraph(say('more')), {
            type: 'codeBlock',
            attrs: { language: 'sh' },
            content: [say('  x\n\n\ty')],
          }),
        ),
      ),
      item(paragraph()),
    );
    const numbers = {
      ...block(
        'orderedList',
        item(paragraph(say('b'))),
        item(paragraph(say('c')), block('bulletList', item(paragraph()))),
      ),
      attrs: { start: 99 },
    };
    const tasks = block(
      'taskList',
      { ...block('taskItem', paragraph()), attrs: { checked: true } },
      {
        ...block(
          'taskItem',
          paragraph(say('[x] d')),
          block('taskList', { ...block('taskItem', paragraph(say('e'))), attrs: { checked: false } }),
        ),
        attrs: { checked: false },
      },
    );
    for (const lists of [
      [two, two, two],
      [numbers, numbers],
      [tasks, two, tasks],
      [paragraph(say('a')), two, paragraph(), numbers],
    ])
      comesBack(block('doc', ...lists));
  });

  it('ED45 as plain text a document has every letter, in order', () => {
    fc.assert(
      fc.property(document, (each) => {
        const shown = written(each, 'text');
        let at = 0;
        for (const letter of lettersOf(each).replace(/[\s\p{Cc}]/gu, '')) {
          const next = shown.indexOf(letter, at);
          expect(next, `${letter} in ${shown}`).toBeGreaterThanOrEqual(at);
          at = next + letter.length;
        }
      }),
      { numRuns: 100 },
    );
  });
});
