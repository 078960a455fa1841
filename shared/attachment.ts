/**
 * Attachments: pictures of graphs and snippets of logs, kept once in a room by the hash of their content.
 *
 * What the server, the domain and the browser must agree on: how large, which types, at which address. An attachment's
 * id is the SHA-256 of its bytes in hex, so the same picture pasted twice is one, and what an id shows can never
 * change.
 */
export const MOST_ATTACHMENT_BYTES = 2 * 1024 * 1024;
/** All of a room together, each content counted once. */
export const MOST_ROOM_BYTES = 64 * 1024 * 1024;
export const MOST_ON_A_LINE = 8;

export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
/** What the server makes of an attachment's bytes; nothing else is ever said of one. */
export const ATTACHMENT_TYPES = [...PICTURE_TYPES, 'text/plain', 'application/octet-stream'] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

/**
 * As a line of the timeline carries it. `name` and `type` are what the author saw; the server types by the bytes again
 * when it shows them.
 */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly type: AttachmentType;
  readonly bytes: number;
  /** The id of a smaller picture of it. */
  readonly thumb?: string | undefined;
}

export const ATTACHMENT_ID = /^[0-9a-f]{64}$/;

export const isPicture = <File extends { readonly type: string }>(
  file: File,
): file is File & { readonly type: (typeof PICTURE_TYPES)[number] } =>
  (PICTURE_TYPES as readonly string[]).includes(file.type);

/** Where an attachment is read; the name is what a download of it is called. */
export function attachmentPath(room: string, id: string, name?: string): string {
  const path = `/api/rooms/${encodeURIComponent(room)}/attachments/${encodeURIComponent(id)}`;
  return name === undefined ? path : `${path}?name=${encodeURIComponent(name)}`;
}
