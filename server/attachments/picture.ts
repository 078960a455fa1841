/**
 * Pictures are kept without the metadata in their files (where it was taken, by which camera, embedded thumbnails),
 * whatever program sends them. The id is the hash of what is kept.
 */
import { createHash } from 'node:crypto';
import { stripped } from '../../shared/pictures/strip.ts';
import type { Content } from './body.ts';

/** Null for a picture that cannot be stripped because it is unreadable. Other files stay as they are. */
export function withoutMetadata(content: Content): Content | null {
  const clean = stripped(content.bytes);
  if (clean === 'unreadable') return null;
  if (clean === content.bytes) return content;
  const bytes = Buffer.from(clean.buffer, clean.byteOffset, clean.byteLength);
  return { id: createHash('sha256').update(bytes).digest('hex'), bytes };
}
