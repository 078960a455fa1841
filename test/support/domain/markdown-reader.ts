/**
 * An export parsed by an independent parser of CommonMark with GFM, and what it should be for a document. Both in one
 * plain form: blocks, and in them words with their marks.
 */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Nodes, PhrasingContent } from 'mdast';
import type { BlockNode, TextNode } from '../../../shared/scribe/written.ts';

export interface Block {
  readonly type: string;
  readonly is?: unknown;
  readonly blocks?: readonly Block[];
  readonly words?: ReadonlyArray<readonly [string, readonly string[]]>;
}

const GFM = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

type Words = NonNullable<Block['words']>;
type Content = ReadonlyArray<BlockNode | TextNode>;

/** The sign that replaces an invalid character. */
const sound = (text: string): string => text.replace(/\p{Cs}|\0|\p{Noncharacter_Code_Point}/gu, '\ufffd');

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A name is one line. */
const named = (value: unknown): string =>
  sound(
    textIn(value)
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  );

/** Adjacent words with the same marks are joined, breaks have no marks, and none ends a line. */
function tidy(words: Words): Words {
  const made: Array<readonly [string, readonly string[]]> = [];
  for (const [text, marks] of words.filter(([each]) => each !== '')) {
    const [before, same] = [made.at(-1), JSON.stringify(text === '\n' ? [] : [...marks].sort())];
    if (before !== undefined && text !== '\n' && before[0] !== '\n' && JSON.stringify(before[1]) === same)
      made[made.length - 1] = [before[0] + text, before[1]];
    else made.push([text, JSON.parse(same) as string[]]);
  }
  while (made.at(-1)?.[0] === '\n') made.pop();
  return made;
}

const line = (type: string, words: Words, is?: unknown): Block => ({
  type,
  ...(is === undefined ? {} : { is }),
  words: tidy(words),
});
const isWritten = ({ type, words }: Block): boolean => type !== 'paragraph' || words?.length !== 0;

export function read(markdown: string): readonly Block[] {
  return blocksRead(fromMarkdown(markdown, GFM), markdown);
}

function blocksRead(node: Nodes, source: string): readonly Block[] {
  return 'children' in node ? node.children.map((child) => blockRead(child, source)).filter(isWritten) : [];
}

function blockRead(node: Nodes, source: string): Block {
  switch (node.type) {
    case 'paragraph':
      return line('paragraph', wordsRead(node.children, [], source));
    case 'heading':
      return line('heading', wordsRead(node.children, [], source), node.depth);
    case 'code':
      return { type: 'code', is: [node.lang ?? '', node.value] };
    case 'thematicBreak':
      return { type: 'rule' };
    case 'list': {
      const isTasks = node.children.some(({ checked }) => typeof checked === 'boolean');
      return {
        type: node.ordered === true ? 'ordered' : isTasks ? 'tasks' : 'bullets',
        is: node.start ?? null,
        blocks: node.children.map((item) => ({
          type: 'item',
          is: item.checked ?? null,
          blocks: blocksRead(item, source),
        })),
      };
    }
    case 'blockquote':
      return { type: 'quote', blocks: blocksRead(node, source) };
    default:
      return { type: `unexpected ${node.type}`, is: source };
  }
}

const SIGNS: Readonly<Record<string, string>> = { strong: 'bold', emphasis: 'italic', delete: 'strike' };

function wordsRead(nodes: readonly PhrasingContent[], around: readonly string[], source: string): Words {
  let isUnder = false;
  return nodes.flatMap((node): Words => {
    const marks = isUnder ? [...around, 'underline'] : around;
    switch (node.type) {
      case 'text':
        return [[node.value, marks]];
      case 'inlineCode':
        return [[node.value, [...marks, 'code']]];
      case 'break':
        return [['\n', []]];
      case 'image':
        return [[`image ${node.alt ?? ''} ${node.url}`, marks]];
      case 'html': {
        if (node.value === '<br>') return [['\n', []]];
        if (node.value !== '<!-- -->') isUnder = node.value === '<u>';
        return /^(<\/?u>|<!-- -->)$/.test(node.value) ? [] : [[`unexpected ${node.value}`, marks]];
      }
      case 'link':
        return wordsRead(
          node.children,
          isBare(node.position?.start.offset, source) ? marks : [...marks, `link ${node.url} ${node.title ?? ''}`],
          source,
        );
      case 'strong':
      case 'emphasis':
      case 'delete':
        return wordsRead(node.children, [...marks, SIGNS[node.type] ?? ''], source);
      default:
        return [[`unexpected ${node.type}`, marks]];
    }
  });
}

/** GFM makes a link of a plain address. */
const isBare = (at: number | undefined, source: string): boolean => at === undefined || !/[[<]/.test(source[at] ?? '');

export const meant = (document: BlockNode, room: string): readonly Block[] => blocksMeant(document.content ?? [], room);

const blocksMeant = (content: Content, room: string): readonly Block[] =>
  content.map((block) => blockMeant(block as BlockNode, room)).filter(isWritten);

function blockMeant({ type, attrs = {}, content = [] }: BlockNode, room: string): Block {
  const list = (kind: string, start: unknown): Block => ({
    type: kind,
    is: start,
    blocks: content.map((item) => ({
      type: 'item',
      is: 'checked' in ((item as BlockNode).attrs ?? {}) ? (item as BlockNode).attrs?.['checked'] : null,
      blocks: blocksMeant((item as BlockNode).content ?? [], room),
    })),
  });
  switch (type) {
    case 'heading':
      return line('heading', wordsMeant(content), attrs['level']);
    case 'codeBlock':
      return {
        type: 'code',
        is: [
          sound(textIn(attrs['language'])).replaceAll('\v', ''),
          sound(content.map((each) => ('text' in each ? each.text : '')).join('')).replace(/\r\n?/g, '\n'),
        ],
      };
    case 'horizontalRule':
      return { type: 'rule' };
    case 'blockquote':
      return { type: 'quote', blocks: blocksMeant(content, room) };
    case 'bulletList':
      return list('bullets', null);
    case 'taskList':
      return list('tasks', null);
    case 'orderedList':
      return list('ordered', attrs['start'] ?? 1);
    case 'decision':
      return line('paragraph', [['Decision:', ['bold']], [' ', []], ...wordsMeant(content)]);
    case 'attachment': {
      const [name, path] = [named(attrs['name']), `/api/rooms/${room}/attachments/${String(attrs['id'])}`];
      return line(
        'paragraph',
        attrs['type'] === 'image/png' ? [[`image ${name} ${path}`, []]] : [[name, [`link ${path} `]]],
      );
    }
    default:
      return line('paragraph', wordsMeant(content));
  }
}

const wordsMeant = (content: Content): Words =>
  content.flatMap((node): Words => {
    if (node.type === 'hardBreak') return [['\n', []]];
    if (!('text' in node)) return [[`@${named(node.attrs?.['label'])}`, []]];
    const marks = (node.marks ?? []).map(({ type, attrs }) =>
      type === 'link' ? `link ${textIn(attrs?.['href'])} ${textIn(attrs?.['title'])}` : type,
    );
    return sound(node.text)
      .split(/(\r\n|[\r\n\v])/)
      .map((text) => [/^[\r\n\v]/.test(text) ? '\n' : text, marks] as const);
  });
