/**
 * The scribe document in words, for readers without an editor: as plain text here, as Markdown in markdown.ts. The
 * server makes it from the stored tree, the browser from its own while the server is away; both get the same. Blocks
 * that are not known here still show their text.
 */
import { markdown } from './markdown.ts';
import {
  blocksIn,
  isChecked,
  isInline,
  isText,
  lineOf,
  textOf,
  type BlockNode,
  type TextNode,
} from './written-nodes.ts';

export type { BlockNode, TextNode } from './written-nodes.ts';

/** `room`: where the links to attachments lead; without one they are only named. */
export function written(root: BlockNode, format: 'text' | 'markdown', room?: string): string {
  return `${format === 'markdown' ? markdown(root, room) : plainBlocks(root.content ?? [])}\n`.replace(/^\n$/, '');
}

type Content = ReadonlyArray<BlockNode | TextNode>;

const plainBlocks = (content: Content): string => blocksIn(content).map(plainBlock).join('\n');

function plainBlock(block: BlockNode): string {
  const { type, attrs, content = [] } = block;
  switch (type) {
    case 'blockquote':
      return indented(plainBlocks(content), '> ', '> ');
    case 'horizontalRule':
      return '---';
    case 'decision':
      return `Decision: ${plainLine(content)}`;
    case 'attachment':
      return `[${lineOf(attrs?.['name'])}]`;
    case 'bulletList':
      return plainList(content, () => '- ');
    case 'orderedList':
      return plainList(content, (at) => `${Number(attrs?.['start'] ?? 1) + at}. `);
    case 'taskList':
      return plainList(content, (_at, item) => `- [${isChecked(item) ? 'x' : ' '}] `);
    default:
      return content.every(isInline) ? plainLine(content) : plainBlocks(content);
  }
}

function plainList(items: Content, bullet: (at: number, item: BlockNode) => string): string {
  return blocksIn(items)
    .map((item, at) =>
      indented(
        plainBlock({ ...item, type: 'item' }),
        bullet(at, item),
        ' '.repeat(Math.min(bullet(at, item).length, 4)),
      ),
    )
    .join('\n');
}

function plainLine(content: Content): string {
  return content
    .map((node) =>
      isText(node)
        ? textOf(node.text)
        : node.type === 'hardBreak'
          ? '\n'
          : node.type === 'mention'
            ? `@${lineOf(node.attrs?.['label'])}`
            : plainLine(node.content ?? []),
    )
    .join('');
}

function indented(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? first : rest) + line)
    .join('\n');
}
