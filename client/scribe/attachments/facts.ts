/**
 * What an attachment's block says about its file. Attributes may come from any client, so only well-formed values pass.
 */
import type { Node as ProseNode } from '@tiptap/pm/model';
import { ATTACHMENT_ID } from '../../../shared/attachment.ts';
import { textIn } from '../lines/lines.ts';

export interface AttachmentFacts {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly thumb: string | null;
  readonly lines: number | null;
}

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
