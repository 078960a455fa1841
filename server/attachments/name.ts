/**
 * The name of an attachment: what its sender called it, made harmless. It is only ever shown and offered for saving;
 * nothing is found by it.
 *
 * Always holds: one line, no folder, nothing that steers a terminal, a header or the reading direction, 1 to 120
 * characters.
 */
import type { AttachmentType } from '../../shared/attachment.ts';

const MOST_CHARACTERS = 120;
const ENDINGS: Readonly<Record<AttachmentType, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'text/plain': '.txt',
  'application/octet-stream': '.bin',
};

export function cleanName(said: string | undefined, type: AttachmentType): string {
  const last = (said ?? '').split(/[\\/]/).at(-1) ?? '';
  const harmless = last
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return harmless === '' ? `attachment${ENDINGS[type]}` : shortened(harmless);
}

/** Its ending says what opens it, so the middle goes. */
function shortened(name: string): string {
  if (name.length <= MOST_CHARACTERS) return name;
  const ending = /\.\w{1,8}$/.exec(name)?.[0] ?? '';
  return name.slice(0, MOST_CHARACTERS - ending.length).replace(/\p{Cs}$/u, '') + ending;
}

/**
 * RFC 6266: a plain name for old programs, the true one as percent-encoded UTF-8. A clean name in, a safe header out.
 */
export function disposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
