/**
 * A picture or a log in the document: a block that names a stored file by its content (SHA-256). The bytes are never in the document;
 * whoever reads it asks the server for them. Attributes may come from any client, so nothing is shown that is not well formed.
 */
import { Node, mergeAttributes } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import { ATTACHMENT_ID } from '../../shared/attachment.ts';
import { attachmentView } from './attachment-view.ts';
import { textIn } from './lines.ts';
import { attachmentShown } from './surfaces.ts';

export interface AttachmentFacts {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly thumb: string | null;
  readonly lines: number | null;
}

const ATTRIBUTES = ['id', 'name', 'type', 'bytes', 'thumb', 'lines'] as const;

/** Null for another block, and for one that names no stored file. */
export function factsOf(node: ProseNode): AttachmentFacts | null {
  const { id, name, type, bytes, thumb, lines } = node.attrs;
  if (node.type.name !== 'attachment' || typeof id !== 'string' || !ATTACHMENT_ID.test(id)) return null;
  const small = textIn(thumb);
  return {
    id,
    name: textIn(name) ?? '',
    type: textIn(type) ?? '',
    bytes: countIn(bytes) ?? 0,
    thumb: small !== null && ATTACHMENT_ID.test(small) ? small : null,
    lines: countIn(lines),
  };
}

/** A number, or one that was copied as text. */
const countIn = (value: unknown): number | null =>
  (typeof value === 'number' || typeof value === 'string') && Number.isFinite(Number(value)) ? Number(value) : null;
const nameOf = (node: ProseNode): string => textIn(node.attrs['name']) ?? '';

export const Attachment = Node.create<{ roomId: string }>({
  name: 'attachment',
  group: 'block',
  atom: true,
  selectable: true,
  addOptions: () => ({ roomId: '' }),
  addAttributes: () => Object.fromEntries(ATTRIBUTES.map((name) => [name, kept(name)])),
  parseHTML: () => [{ tag: 'figure[data-attachment]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'figure',
    mergeAttributes({ 'data-attachment': '' }, HTMLAttributes),
    nameOf(node),
  ],
  renderText: ({ node }) => `[${nameOf(node)}]`,
  addNodeView() {
    return ({ node, editor, getPos }) => attachmentView(node, { room: this.options.roomId, editor, position: getPos });
  },
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => {
      const { selection } = editor.state;
      const attachment = selection instanceof NodeSelection ? factsOf(selection.node) : null;
      if (attachment !== null) attachmentShown.set({ attachment, position: () => selection.from });
      return attachment !== null;
    },
  }),
});

/** Goes along when a piece of the document is copied. */
function kept(name: string) {
  return {
    default: null,
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`),
    renderHTML: ({ [name]: value }: Record<string, unknown>) =>
      typeof value === 'string' || typeof value === 'number' ? { [`data-${name}`]: value } : {},
  };
}
