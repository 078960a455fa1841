/**
 * One file on its way to the room's store, with its upload progress. XMLHttpRequest, because fetch does not report
 * that.
 */
import { attachmentPath } from '../../shared/attachment.ts';
import { asMe } from './me.ts';

interface Stored {
  readonly id: string;
  readonly type: string;
  readonly bytes: number;
  /** As the server cleaned it. */
  readonly name: string;
}

/** `passing`: the server did not refuse, the connection failed; it is worth another try. */
export type Outcome =
  | { readonly ok: true; readonly stored: Stored }
  | { readonly ok: false; readonly passing: boolean; readonly why: string };

export function send(
  room: string,
  { file, name }: { readonly file: Blob; readonly name: string },
  onPart: (part: number) => void,
): Promise<Outcome> {
  const address = `${attachmentPath(room, '').slice(0, -1)}?name=${encodeURIComponent(name)}`;
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('content-type', file.type === '' ? 'application/octet-stream' : file.type);
    for (const [name, value] of Object.entries(asMe())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onPart(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => resolve(outcomeOf(request)));
    for (const broken of ['error', 'abort', 'timeout'] as const)
      request.addEventListener(broken, () => resolve({ ok: false, passing: true, why: '' }));
    request.send(file);
  });
}

function outcomeOf({ status, responseText }: XMLHttpRequest): Outcome {
  const { id, type, bytes, name, detail } = read(responseText);
  if (status === 201 && typeof id === 'string')
    return { ok: true, stored: { id, type: String(type), bytes: Number(bytes), name: String(name) } };
  const passing = status === 0 || status === 429 || status >= 500;
  return {
    ok: false,
    passing,
    why: typeof detail === 'string' ? detail : `The server refused the file (${status}). Try again, or remove it.`,
  };
}

function read(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}
