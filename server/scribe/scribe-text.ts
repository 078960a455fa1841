/**
 * The scribe document for readers without an editor: as JSON, as plain text, as Markdown. Made from the stored tree, never through
 * an editor (one that lacks a block type would delete it). Blocks that are not known here still show their text.
 */
import * as Y from 'yjs';
import { DOCUMENT_ROOT } from '../../shared/scribe/words.ts';

export type ScribeFormat = 'text' | 'markdown' | 'json';

export interface TextNode {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: ReadonlyArray<{ readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }>;
}

export interface BlockNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: ReadonlyArray<BlockNode | TextNode>;
}

export function renderDocument(doc: Y.Doc, format: ScribeFormat): string | BlockNode {
  const root: BlockNode = { type: 'doc', content: childrenOf(doc.getXmlFragment(DOCUMENT_ROOT)) };
  if (format === 'json') return root;
  return `${renderBlocks(root.content ?? [], format === 'markdown' ? MARKDOWN : PLAIN)}\n`.replace(/^\n$/, '');
}

function childrenOf(parent: Y.XmlFragment): Array<BlockNode | TextNode> {
  return parent.toArray().flatMap((child): Array<BlockNode | TextNode> => {
    if (child instanceof Y.XmlText) return textsOf(child);
    if (child instanceof Y.XmlElement) return [{ type: child.nodeName, attrs: child.getAttributes(), content: childrenOf(child) }];
    return [];
  });
}

function textsOf(text: Y.XmlText): TextNode[] {
  const runs = text.toDelta() as Array<{ insert: unknown; attributes?: Record<string, unknown> }>;
  return runs.flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string') return [];
    // A mark that may stand twice on one text carries a suffix after "--".
    const marks = Object.entries(attributes ?? {}).map(([name, attrs]) => ({ type: name.split('--')[0] ?? name, ...(isRecord(attrs) ? { attrs } : {}) }));
    return [{ type: 'text' as const, text: insert, ...(marks.length > 0 ? { marks } : {}) }];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && Object.keys(value).length > 0;
const isText = (node: BlockNode | TextNode): node is TextNode => node.type === 'text' && 'text' in node;

/** How a style writes what the two do differently. */
interface Style {
  readonly between: string;
  readonly heading: (level: number) => string;
  readonly fence: (language: string, code: string) => readonly [string, string];
  readonly quote: string;
  readonly mark: (text: string, node: TextNode) => string;
}

const PLAIN: Style = { between: '\n', heading: () => '', fence: () => ['', ''], quote: '> ', mark: (text) => text };
const MARKDOWN: Style = {
  between: '\n\n',
  heading: (level) => `${'#'.repeat(Math.min(Math.max(level, 1), 6))} `,
  fence: (language, code) => {
    const ticks = '`'.repeat(Math.max(3, 1 + longestRun(code)));
    return [`${ticks}${language.replace(/[^\w+#.-]/g, '')}\n`, `\n${ticks}`];
  },
  quote: '> ',
  mark: markdownMarks,
};

const longestRun = (code: string): number => Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
/** Any program may write any link; what a reader's browser would run is not passed on as one. */
const isHarmless = (href: string): boolean => /^(https?|mailto):/i.test(href);

const WRAPS: ReadonlyMap<string, string> = new Map([['bold', '**'], ['italic', '*'], ['strike', '~~'], ['code', '`']]);

function markdownMarks(text: string, { marks = [] }: TextNode): string {
  const isCode = marks.some(({ type }) => type === 'code');
  const plain = isCode ? text : text.replace(/[\\`*_[\]<>]/g, '\\$&');
  return marks.reduce((inner, { type, attrs }) => {
    const href = attrs?.['href'];
    if (type === 'link') return typeof href === 'string' && isHarmless(href) ? `[${inner}](${href.replace(/[()<>\s]/g, escapeInLink)})` : inner;
    const wrap = WRAPS.get(type);
    return wrap === undefined ? inner : `${wrap}${inner}${wrap}`;
  }, plain);
}

/** encodeURIComponent leaves parentheses as they are. */
const escapeInLink = (each: string): string => (each === '(' ? '%28' : each === ')' ? '%29' : encodeURIComponent(each));

function renderBlocks(nodes: ReadonlyArray<BlockNode | TextNode>, style: Style): string {
  return nodes.map((node) => (isText(node) ? style.mark(node.text, node) : renderBlock(node, style))).join(style.between);
}

function renderBlock(block: BlockNode, style: Style): string {
  const content = block.content ?? [];
  switch (block.type) {
    case 'heading': return style.heading(Number(block.attrs?.['level'] ?? 1)) + inline(content, style);
    case 'codeBlock': {
      const code = inline(content, PLAIN);
      const [open, close] = style.fence(typeof block.attrs?.['language'] === 'string' ? block.attrs['language'] : '', code);
      return open + code + close;
    }
    case 'blockquote': return indent(renderBlocks(content, style), style.quote, style.quote);
    case 'horizontalRule': return '---';
    case 'bulletList': return list(content, style, () => '- ');
    case 'orderedList': return list(content, style, (at) => `${Number(block.attrs?.['start'] ?? 1) + at}. `);
    case 'taskList': return list(content, style, (_at, item) => `- [${item.attrs?.['checked'] === true || item.attrs?.['checked'] === 'true' ? 'x' : ' '}] `);
    default: return content.some((node) => !isText(node) && node.type !== 'hardBreak') ? renderBlocks(content, style) : inline(content, style);
  }

  function list(items: typeof content, how: Style, bullet: (at: number, item: BlockNode) => string): string {
    const blocks = items.filter((item): item is BlockNode => !isText(item));
    return blocks.map((item, at) => itemText(item, how, bullet(at, item))).join('\n');
  }
  function itemText(item: BlockNode, how: Style, bullet: string): string {
    return indent(renderBlocks(item.content ?? [], { ...how, between: '\n' }), bullet, ' '.repeat(Math.min(bullet.length, 4)));
  }
}

function inline(nodes: ReadonlyArray<BlockNode | TextNode>, style: Style): string {
  return nodes.map((node) => (isText(node) ? style.mark(node.text, node) : node.type === 'hardBreak' ? '\n' : inline(node.content ?? [], style))).join('');
}

function indent(text: string, first: string, rest: string): string {
  return text.split('\n').map((line, at) => (at === 0 ? first : rest) + line).join('\n');
}
