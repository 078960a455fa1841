/** Small changes to a tree from the clipboard. */
export function moveInto(target: Node, source: Node): void {
  while (source.firstChild !== null) target.appendChild(source.firstChild);
}

/** The same content in another element; of its attributes only the start of a numbered list is kept. */
export function renamed(element: Element, name: string): HTMLElement {
  const made = element.ownerDocument.createElement(name);
  const start = element.getAttribute('start');
  if (start !== null) made.setAttribute('start', start);
  moveInto(made, element);
  element.replaceWith(made);
  return made;
}

/** Keeps only its content. */
export function unwrapped(element: Element): void {
  const content = element.ownerDocument.createDocumentFragment();
  moveInto(content, element);
  element.replaceWith(content);
}
