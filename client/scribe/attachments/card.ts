/**
 * A file on its way, at its place among the lines, on the screen of the person who put it there: how far it is, why it
 * waits, and what can be done. Others see it once it is stored.
 */
import type { Upload, Uploads } from './uploads.ts';
import styles from '../editor/blocks.module.css';

/** Redraws itself as the upload goes on, until it is stored or removed. */
export function waitingCard(uploads: Uploads, key: string, asText: (upload: Upload) => void): HTMLElement {
  const card = document.createElement('figure');
  card.className = styles['waiting'] ?? '';
  card.contentEditable = 'false';
  const found = (): Upload | undefined => uploads.list.get().find((each) => each.key === key);
  const first = found();
  if (first === undefined) return card;
  const [words, bar] = [element('span', ''), document.createElement('progress')];
  words.setAttribute('role', 'status');
  bar.setAttribute('aria-label', `${first.name}: upload progress`);
  const again = pressable('Try again', () => uploads.retry(key));
  const out = pressable('Remove', () => uploads.drop(key));
  const text = pressable('Paste as text', () => asText(first));
  const about = document.createElement('figcaption');
  about.append(element('strong', first.name), words, bar, again, ...(first.text === null ? [] : [text]), out);
  card.append(preview(first), about);
  const draw = (): void => {
    const upload = found();
    if (upload === undefined) return stop();
    card.dataset['state'] = upload.state;
    words.textContent = sentence(upload);
    bar.hidden = upload.state !== 'sending';
    bar.value = upload.part;
    again.hidden = upload.state !== 'failed';
  };
  const stop = uploads.list.subscribe(draw);
  draw();
  return card;
}

function sentence({ state, part, why }: Upload): string {
  if (state === 'waiting') return 'Not sent yet. Sends when you’re back online. Keep this page open.';
  if (state === 'failed') return why;
  return part > 0 && part < 1 ? `${Math.round(part * 100)} %` : 'uploading';
}

function preview({ kind, source, text }: Upload): HTMLElement {
  if (kind === 'text') return element('pre', (text ?? '').split('\n').slice(0, 6).join('\n'));
  const image = document.createElement('img');
  image.alt = '';
  image.src = URL.createObjectURL(source);
  image.addEventListener('load', () => URL.revokeObjectURL(image.src));
  return image;
}

function element(tag: 'span' | 'strong' | 'pre', words: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

/** A button in the text that does not take the caret away. */
export function pressable(words: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words;
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', press);
  return button;
}
