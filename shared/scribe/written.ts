/**
 * The scribe document in words, for readers without an editor: as plain text and as Markdown. The server makes it from the stored
 * tree, the browser from its own while the server is away; both get the same. Blocks that are not known here still show their text.
 */
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

/** `room`: where the links to attachments lead; without one they are only named. */
export function written(root: BlockNode, format: 'text' | 'markdown', room?: string): string {
  const style = format === 'markdown' ? { ...MARKDOWN, attached: attachedIn(room) } : PLAIN;
  return `${renderBlocks(root.content ?? [], style)}\n`.replace(/^\n$/, '');
}

const isText = (node: BlockNode | TextNode): node is TextNode => node.type === 'text' && 'text' in node;

/** How a style writes what the two do differently. */
interface Style {
  readonly between: string;
  readonly heading: (level: number) => string;
  readonly fence: (language: string, code: string) => readonly [string, string];
  readonly quote: string;
  readonly mark: (text: string, node: TextNode) => string;
  readonly decision: string;
  readonly attached: (attributes: Readonly<Record<string, unknown>>) => string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** A name is one line: with line breaks in it, it would be a heading or a list of the document's. */
const lineOf = (value: unknown): string =>
  textOf(value)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
const named = (attributes: Readonly<Record<string, unknown>>): string => `[${lineOf(attributes['name'])}]`;

const PLAIN: Style = {
  between: '\n',
  heading: () => '',
  fence: () => ['', ''],
  quote: '> ',
  mark: (text) => text,
  decision: 'Decision: ',
  attached: named,
};
const MARKDOWN: Style = {
  between: '\n\n',
  heading: (level) => `${'#'.repeat(Math.min(Math.max(level, 1), 6))} `,
  fence: (language, code) => {
    const ticks = '`'.repeat(Math.max(3, 1 + longestRun(code)));
    return [`${ticks}${language.replace(/[^\w+#.-]/g, '')}\n`, `\n${ticks}`];
  },
  quote: '> ',
  mark: markdownMarks,
  decision: '**Decision:** ',
  attached: named,
};

const escaped = (text: string): string => text.replace(/[\\`*_[\]<>]/g, '\\$&');

/** Of an attachment only an id that is one becomes part of a link. */
function attachedIn(room: string | undefined): Style['attached'] {
  return ({ id, name, type }) => {
    const title = `[${escaped(lineOf(name))}]`;
    if (room === undefined || !/^[0-9a-f]{64}$/.test(textOf(id))) return title;
    return `${textOf(type).startsWith('image/') ? '!' : ''}${title}(/api/rooms/${room}/attachments/${textOf(id)})`;
  };
}

const longestRun = (code: string): number => Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
/** Any program may write any link; what a reader's browser would run is not passed on as one. */
const isHarmless = (href: string): boolean => /^(https?|mailto):/i.test(href);

const WRAPS: ReadonlyMap<string, string> = new Map([
  ['bold', '**'],
  ['italic', '*'],
  ['strike', '~~'],
  ['code', '`'],
]);

function markdownMarks(text: string, { marks = [] }: TextNode): string {
  const isCode = marks.some(({ type }) => type === 'code');
  const plain = isCode ? text : escaped(text);
  return marks.reduce((inner, { type, attrs }) => {
    const href = attrs?.['href'];
    if (type === 'link')
      return typeof href === 'string' && isHarmless(href)
        ? `[${inner}](${href.replace(/[()<>\s]/g, escapeInLink)})`
        : inner;
    const wrap = WRAPS.get(type);
    return wrap === undefined ? inner : `${wrap}${inner}${wrap}`;
  }, plain);
}

/** encodeURIComponent leaves parentheses as they are. */
const escapeInLink = (each: string): string => (each === '(' ? '%28' : each === ')' ? '%29' : encodeURIComponent(each));

function renderBlocks(nodes: ReadonlyArray<BlockNode | TextNode>, style: Style): string {
  return nodes
    .map((node) => (isText(node) ? style.mark(node.text, node) : renderBlock(node, style)))
    .join(style.between);
}

function renderBlock(block: BlockNode, style: Style): string {
  const content = block.content ?? [];
  switch (block.type) {
    case 'heading':
      return style.heading(Number(block.attrs?.['level'] ?? 1)) + inline(content, style);
    case 'codeBlock': {
      const code = inline(content, PLAIN);
      const [open, close] = style.fence(
        typeof block.attrs?.['language'] === 'string' ? block.attrs['language'] : '',
        code,
      );
      return open + code + close;
    }
    case 'blockquote':
      return indent(renderBlocks(content, style), style.quote, style.quote);
    case 'horizontalRule':
      return '---';
    case 'decision':
      return style.decision + inline(content, style);
    case 'attachment':
      return style.attached(block.attrs ?? {});
    case 'bulletList':
      return list(content, style, () => '- ');
    case 'orderedList':
      return list(content, style, (at) => `${Number(block.attrs?.['start'] ?? 1) + at}. `);
    case 'taskList':
      return list(
        content,
        style,
        (_at, item) => `- [${item.attrs?.['checked'] === true || item.attrs?.['checked'] === 'true' ? 'x' : ' '}] `,
      );
    default:
      return content.some((node) => !isText(node) && !INLINE.has(node.type))
        ? renderBlocks(content, style)
        : inline(content, style);
  }

  function list(items: typeof content, how: Style, bullet: (at: number, item: BlockNode) => string): string {
    const blocks = items.filter((item): item is BlockNode => !isText(item));
    return blocks.map((item, at) => itemText(item, how, bullet(at, item))).join('\n');
  }
  function itemText(item: BlockNode, how: Style, bullet: string): string {
    return indent(
      renderBlocks(item.content ?? [], { ...how, between: '\n' }),
      bullet,
      ' '.repeat(Math.min(bullet.length, 4)),
    );
  }
}

const INLINE: ReadonlySet<string> = new Set(['hardBreak', 'mention']);

function inline(nodes: ReadonlyArray<BlockNode | TextNode>, style: Style): string {
  return nodes
    .map((node) =>
      isText(node)
        ? style.mark(node.text, node)
        : node.type === 'hardBreak'
          ? '\n'
          : node.type === 'mention'
            ? mentioned(node, style)
            : inline(node.content ?? [], style),
    )
    .join('');
}

function mentioned({ attrs }: BlockNode, style: Style): string {
  const name = `@${lineOf(attrs?.['label'])}`;
  return style.mark(name, { type: 'text', text: name });
}

function indent(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? first : rest) + line)
    .join('\n');
}
