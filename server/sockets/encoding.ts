/** How messages become text: as socket.io writes them, with what was made once. None of ours carries bytes. */
import { Decoder, Encoder, type Packet } from 'socket.io-parser';
import { messageJson } from '../edge/json-once.ts';

class TextEncoder extends Encoder {
  override encode({ type, nsp, id, data }: Packet): string[] {
    const to = nsp === '/' ? '' : `${nsp},`;
    const said = Array.isArray(data) ? `[${data.map(messageJson).join(',')}]` : data == null ? '' : messageJson(data);
    return [`${type}${to}${id ?? ''}${said}`];
  }
}

export const ENCODING = { Encoder: TextEncoder, Decoder };
