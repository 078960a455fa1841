/**
 * A picture or a log in the document: a block that names a stored file by its content (SHA-256). The bytes are never in the document;
 * whoever reads it asks the server for them. Attributes may come from any client, so nothing is shown that is not well formed.
 */
import { Node, mergeAttributes } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import { ATTACHMENT_ID } from '../../shared/attachment.ts';
import { attachmentView } from './attachment-view.ts';
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
  const number = (value: unknown): number | null => (value !== null && Number.isFinite(Number(value)) ? Number(value) : null);
  return { id, name: String(name ?? ''), type: String(type ?? ''), bytes: number(bytes) ?? 0, thumb: ATTACHMENT_ID.test(String(thumb)) ? String(thumb) : null, lines: number(lines) };
}

export const Attachment = Node.create<{ roomId: string }>({
  name: 'attachment',
  group: 'block',
  atom: true,
  selectable: true,
  addOptions: () => ({ roomId: '' }),
  addAttributes: () => Object.fromEntries(ATTRIBUTES.map((name) => [name, kept(name)])),
  parseHTML: () => [{ tag: 'figure[data-attachment]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['figure', mergeAttributes({ 'data-attachment': '' }, HTMLAttributes), String(node.attrs['name'] ?? '')],
  renderText: ({ node }) => `[${String(node.attrs['name'] ?? '')}]`,
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
    renderHTML: (attributes: Record<string, unknown>) => (attributes[name] === null ? {} : { [`data-${name}`]: attributes[name] }),
  };
}
