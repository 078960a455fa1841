/**
 * A picture or a log in the document: a block that names a stored file by its content (SHA-256). The bytes are never in
 * the document; each reader's browser asks the server for them. Attributes may come from any client, so nothing is
 * shown that is not well formed.
 */
import { Node, mergeAttributes } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import { factsOf } from './facts.ts';
import { attachmentView } from './view.ts';
import { textIn } from '../lines/lines.ts';
import { attachmentShown } from '../editor/surfaces.ts';

const ATTRIBUTES = ['id', 'name', 'type', 'bytes', 'thumb', 'lines'] as const;

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

/** Copied along with a piece of the document. */
function kept(name: string) {
  return {
    default: null,
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`),
    renderHTML: ({ [name]: value }: Record<string, unknown>) =>
      typeof value === 'string' || typeof value === 'number' ? { [`data-${name}`]: value } : {},
  };
}
