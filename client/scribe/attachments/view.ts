/**
 * How an attachment looks among the lines: a picture by its thumbnail, a log by its first lines, anything else by its
 * name. All of it is one button that opens it in full. Made without React, because the editor owns this place and
 * redraws it when it needs to.
 */
import type { Editor, NodeViewRendererProps } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { attachmentPath, isPicture } from '../../../shared/attachment.ts';
import { announce } from '../../ui/announcer.tsx';
import { inWords } from '../../ui/bytes.ts';
import { factsOf, type AttachmentFacts } from './facts.ts';
import { firstLines } from './lines.ts';
import styles from '../editor/blocks.module.css';
import { pressable } from './card.ts';
import { isRemembered, replaceByText } from '../paste/texts.ts';
import { attachmentShown } from '../editor/surfaces.ts';

interface Place {
  readonly room: string;
  readonly editor: Editor;
  readonly position: NodeViewRendererProps['getPos'];
}

export function attachmentView(node: Node, place: Place): NodeView {
  const dom = document.createElement('figure');
  dom.className = styles['attachment'] ?? '';
  dom.contentEditable = 'false';
  let shown = node;
  fill(dom, shown, place);
  return {
    dom,
    update: (next) => {
      if (next.type !== shown.type) return false;
      const isOther = JSON.stringify(factsOf(next)) !== JSON.stringify(factsOf(shown));
      shown = next;
      if (isOther) fill(dom, next, place);
      return true;
    },
    selectNode: () => {
      dom.dataset['selected'] = '';
      announce('polite', `${kindOf(factsOf(shown))} ${factsOf(shown)?.name ?? ''}. Enter opens it, Delete removes it.`);
    },
    deselectNode: () => void delete dom.dataset['selected'],
    // A key pressed on the button belongs to the button.
    stopEvent: (event) => event.type.startsWith('key') && event.target instanceof HTMLButtonElement,
    ignoreMutation: () => true,
  };
}

const kindOf = (facts: AttachmentFacts | null): string =>
  facts === null ? 'Attachment' : isPicture(facts) ? 'Picture' : facts.lines === null ? 'File' : 'Log';

function fill(dom: HTMLElement, node: Node, { room, editor, position }: Place): void {
  const facts = factsOf(node);
  if (facts === null) return dom.replaceChildren('This attachment can’t be read.');
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-label', `Open ${kindOf(facts).toLowerCase()} ${facts.name}`);
  const open = (): void => attachmentShown.set({ attachment: facts, position });
  button.addEventListener('click', open);
  button.append(isPicture(facts) ? picture(facts, room) : text(facts, room));
  const caption = document.createElement('figcaption');
  const about = facts.lines === null ? inWords(facts.bytes) : `${facts.lines} lines, ${inWords(facts.bytes)}`;
  // Who presses the name means the file; by key it is the button alone, so that no one meets it twice.
  const name = named('strong', facts.name);
  name.addEventListener('click', open);
  caption.append(name, named('span', about));
  if (isRemembered(facts.id))
    caption.append(pressable('Paste as text instead', () => replaceByText(editor, position() ?? 0, facts.id)));
  dom.dataset['kind'] = isPicture(facts) ? 'picture' : 'text';
  dom.replaceChildren(button, caption);
}

function named(tag: 'strong' | 'span', words: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}

function picture({ id, thumb, name }: AttachmentFacts, room: string): HTMLElement {
  const image = document.createElement('img');
  image.alt = name;
  image.draggable = false;
  image.loading = 'lazy';
  image.src = attachmentPath(room, thumb ?? id);
  return image;
}

function text(facts: AttachmentFacts, room: string): HTMLElement {
  const lines = document.createElement('pre');
  if (facts.lines !== null)
    void firstLines(attachmentPath(room, facts.id)).then((words) => (lines.textContent = words));
  return lines;
}
