/**
 * A document with content for which the editor has no block, attribute or mark: any program may once have written it,
 * and an editor that draws it would crash, or delete it for everyone. Until it is repaired (the server does that when
 * it opens the document) the page shows its text, read-only.
 */
import * as Y from 'yjs';
import { textOfAny } from '../../../shared/scribe/odd.ts';
import { isMark, isValue, MOST_LEVELS, NODES, ROOT_HOLDS } from '../../../shared/scribe/schema.ts';
import styles from '../editor/ScribeEditor.module.css';

export function isSound(parent: Y.XmlFragment, holds: readonly string[] = ROOT_HOLDS, level = 1): boolean {
  return (
    level <= MOST_LEVELS &&
    parent.toArray().every((child: unknown) => {
      if (child instanceof Y.XmlText) return holds.includes('text') && isSoundText(child);
      return child instanceof Y.XmlElement && holds.includes(child.nodeName) && isSoundElement(child, level);
    })
  );
}

function isSoundElement(element: Y.XmlElement, level: number): boolean {
  const node = NODES.get(element.nodeName);
  if (node === undefined) return false;
  const { holds, attributes } = node;
  const areValues = Object.entries(element.getAttributes()).every(([name, value]) =>
    isValue(Object.hasOwn(attributes, name) ? attributes[name] : undefined, value),
  );
  return areValues && isSound(element, holds, level + 1);
}

function isSoundText(text: Y.XmlText): boolean {
  const runs = text.toDelta() as ReadonlyArray<{
    readonly insert: unknown;
    readonly attributes?: Readonly<Record<string, unknown>>;
  }>;
  return runs.every(
    ({ insert, attributes = {} }) =>
      typeof insert === 'string' && Object.entries(attributes).every(([format, value]) => isMark(format, value)),
  );
}

/** Shows it until it is sound, then calls once. Returns how to remove the text. */
export function showAsText(place: HTMLElement, tree: Y.XmlFragment, sound: () => void): () => void {
  const text = document.createElement('div');
  text.className = styles['asText'] ?? '';
  text.setAttribute('role', 'region');
  text.setAttribute('aria-label', 'Text of the document, read-only');
  text.tabIndex = 0;
  const draw = (): void => void (text.textContent = tree.toArray().map(textOfAny).join('\n'));
  let drawing = 0;
  const changed = (): void => {
    if (drawing === 0) drawing = requestAnimationFrame(look);
  };
  const stop = (): void => {
    cancelAnimationFrame(drawing);
    tree.unobserveDeep(changed);
    text.remove();
  };
  const look = (): void => {
    drawing = 0;
    if (!isSound(tree)) return draw();
    stop();
    sound();
  };
  draw();
  place.append(text);
  tree.observeDeep(changed);
  return stop;
}
