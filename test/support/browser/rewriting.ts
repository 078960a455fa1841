/**
 * Programs that rewrite a page that isn't theirs: a browser's translation, and an extension that takes elements away or
 * puts its own between them.
 */
import type { Person } from './browser.ts';

/**
 * From the next page on, every text is replaced, at once and again after each change, by a copy of it in two elements, as
 * translations do. Only what someone may write in and is marked as not to translate is left alone; other such marks are
 * not heeded, because not all programs do.
 */
export async function translates({ context }: Pick<Person, 'context'>): Promise<void> {
  await context.addInitScript(() => {
    const LEFT_ALONE = 'font, script, style, title, textarea, select, [contenteditable][translate="no"]';
    const rewrite = (text: Node): void => {
      const around = text.parentElement;
      if (around === null || text.textContent?.trim() === '' || around.closest(LEFT_ALONE) !== null) return;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      inner.append(text.textContent ?? '');
      outer.append(inner);
      text.parentNode?.replaceChild(outer, text);
    };
    const all = (): void => {
      const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
      const texts: Node[] = [];
      while (walker.nextNode() !== null) texts.push(walker.currentNode);
      for (const text of texts) if (document.body.contains(text)) rewrite(text);
    };
    new MutationObserver(all).observe(document, { childList: true, subtree: true, characterData: true });
  });
}

/** Texts in the page that stand beside elements, where a replaced one is never drawn again. */
export const textsBesideElements = ({ page }: Pick<Person, 'page'>): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode() !== null) {
      const text = walker.currentNode;
      const around = text.parentElement;
      if (text.textContent?.trim() === '' || around === null) continue;
      if (around.closest('[contenteditable], script, style') !== null || around.childNodes.length === 1) continue;
      found.push(`${around.tagName} "${text.textContent ?? ''}" of "${around.textContent ?? ''}"`);
    }
    return found;
  });
