/**
 * The document as Markdown (CommonMark, with GFM's tasks and strikethrough): a reader of it gets the same blocks, words
 * and marks. Markdown has no empty paragraph: those are left out.
 *
 * Always holds: two lists side by side have different bullets, and a list that could not begin right below a line has a
 * blank line above it.
 */
import { attachmentPath, ATTACHMENT_ID } from '../attachment.ts';
import { longestTicks, markdownLine } from './markdown-line.ts';
import { encoded, sound } from './markdown-links.ts';
import { blocksIn, isChecked, isInline, lineOf, textOf, type BlockNode, type TextNode } from './written-nodes.ts';

type Content = ReadonlyArray<BlockNode | TextNode>;

interface Written {
  readonly kind: 'paragraph' | 'bullets' | 'numbers' | 'other';
  readonly text: string;
  /** It can start on the line below a paragraph. */
  readonly mayFollow?: boolean;
  /** For a list: it uses the other bullets. */
  readonly isOther?: boolean;
}

/** `room`: where the links to attachments lead; without one they are only named. */
export function markdown(root: BlockNode, room?: string): string {
  return together(new Writer(room).blocks(root.content ?? []));
}

const MOST_NUMBER = 999_999_999;
const together = (blocks: readonly Written[]): string => blocks.map(({ text }) => text).join('\n\n');
/** As in a list: what can follow a line closely does. */
const closely = (blocks: readonly Written[]): string =>
  blocks
    .map(
      ({ text, mayFollow }, at) =>
        (at === 0 ? '' : mayFollow === true && blocks[at - 1]?.kind === 'paragraph' ? '\n' : '\n\n') + text,
    )
    .join('');
const isList = (block: Written | undefined): boolean => block?.kind === 'bullets' || block?.kind === 'numbers';

class Writer {
  readonly #room: string | undefined;

  constructor(room: string | undefined) {
    this.#room = room;
  }

  blocks(content: Content, before?: Written): readonly Written[] {
    const made: Written[] = [];
    for (const block of blocksIn(content)) made.push(...this.#block(block, made.at(-1) ?? before));
    return made;
  }

  #block(block: BlockNode, before: Written | undefined): readonly Written[] {
    const { type, attrs = {}, content = [] } = block;
    switch (type) {
      case 'heading':
        return [
          {
            kind: 'other',
            text: `${'#'.repeat(Math.min(Math.max(Math.trunc(Number(attrs['level'] ?? 1)) || 1, 1), 6))} ${markdownLine(content, true)}`.trimEnd(),
          },
        ];
      case 'codeBlock':
        return [{ kind: 'other', text: fenced(textOf(attrs['language']), codeIn(content)) }];
      case 'blockquote':
        return [{ kind: 'other', text: quoted(together(this.blocks(content))) }];
      case 'horizontalRule':
        return [{ kind: 'other', text: '***' }];
      case 'decision':
        return paragraph([
          { type: 'text', text: 'Decision:', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' ' },
          ...content,
        ]);
      case 'attachment':
        return this.#attached(attrs);
      case 'bulletList':
      case 'taskList':
      case 'orderedList':
        return this.#list(block, before);
      default:
        return content.every(isInline) ? paragraph(content) : this.blocks(content, before);
    }
  }

  /** Of an attachment only an id that is one becomes part of a link. */
  #attached({ id, name, type }: Readonly<Record<string, unknown>>): readonly Written[] {
    const title = lineOf(name);
    if (this.#room === undefined || !ATTACHMENT_ID.test(textOf(id)))
      return paragraph([{ type: 'text', text: `[${title}]` }]);
    const text = `[${markdownLine([{ type: 'text', text: title }], true)}](${attachmentPath(this.#room, textOf(id))})`;
    return [{ kind: 'paragraph', text: textOf(type).startsWith('image/') ? `!${text}` : text }];
  }

  #list({ type, attrs, content = [] }: BlockNode, before: Written | undefined): readonly Written[] {
    const kind = type === 'orderedList' ? 'numbers' : 'bullets';
    const isOther = before?.kind === kind && before.isOther !== true;
    const start = Math.min(Math.max(Math.trunc(Number(attrs?.['start'] ?? 1)) || 0, 0), MOST_NUMBER);
    const items = blocksIn(content).map((item) => ({
      item,
      blocks: this.blocks(isItem(item) ? (item.content ?? []) : [item]),
    }));
    const lines = items.map(({ item, blocks }, at) => {
      const bullet =
        kind === 'bullets' ? (isOther ? '+' : '-') : `${Math.min(start + at, MOST_NUMBER)}${isOther ? ')' : '.'}`;
      return itemText(bullet, blocks, type === 'taskList' ? `[${isChecked(item) ? 'x' : ' '}] ` : '');
    });
    const first = items[0]?.blocks[0];
    const mayFollow =
      type === 'taskList' || (first !== undefined && !isList(first) && (kind === 'bullets' || start === 1));
    return lines.length === 0 ? [] : [{ kind, text: lines.join('\n'), mayFollow, isOther }];
  }
}

const isItem = ({ type }: BlockNode): boolean => type === 'listItem' || type === 'taskItem';

function paragraph(content: Content): readonly Written[] {
  const text = markdownLine(content);
  return text === '' ? [] : [{ kind: 'paragraph', text }];
}

function itemText(bullet: string, blocks: readonly Written[], box: string): string {
  const inner = ' '.repeat(bullet.length + 1);
  // Readers see a box only before words.
  const words =
    box !== '' && blocks[0]?.kind !== 'paragraph'
      ? [{ kind: 'paragraph', text: '<!-- -->' } as const, ...blocks]
      : blocks;
  if (words.length === 0) return bullet;
  return isList(words[0])
    ? `${bullet}\n${indented(closely(words), inner, inner)}`
    : indented(box + closely(words), `${bullet} `, inner);
}

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
const indented = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, at) => (at === 0 ? first + line : line === '' ? '' : rest + line))
    .join('\n');

function codeIn(content: Content): string {
  return content
    .map((node): string =>
      'text' in node
        ? textOf(node.text)
        : node.type === 'hardBreak'
          ? '\n'
          : node.type === 'mention'
            ? `@${lineOf(node.attrs?.['label'])}`
            : codeIn(node.content ?? []),
    )
    .join('');
}

function fenced(language: string, text: string): string {
  const code = sound(text).replace(/\r\n?/g, '\n');
  const ticks = '`'.repeat(Math.max(3, 1 + longestTicks(code)));
  return `${ticks}${sound(language)
    .replace(/\v/g, '')
    .replace(/[\s`\\&]/g, encoded)}\n${code === '' ? '' : `${code}\n`}${ticks}`;
}
