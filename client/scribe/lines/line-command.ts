/**
 * The command id of a line's promotion: a UUID (version 5) made of room and line. Each promotion of the line, by
 * anyone, from any tab and however often, sends the same id, so that the timeline gets it once. SHA-1 is written out
 * here in plain arithmetic because a page over plain http on a local network has no crypto.subtle. It hides nothing.
 */

/** The name space: 16 fixed bytes, so that these ids never match others. */
const SPACE = Uint8Array.from([
  0x6f, 0x1c, 0x9a, 0x52, 0x0e, 0x3b, 0x4d, 0x77, 0x8a, 0x21, 0xc4, 0x55, 0x93, 0xe0, 0x17, 0x2d,
]);

export function lineCommandId(room: string, line: string): string {
  const name = new TextEncoder().encode(`${room}/${line}`);
  const bytes = sha1(Uint8Array.from([...SPACE, ...name])).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function sha1(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array((((message.length + 8) >> 6) + 1) << 6);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, message.length * 8);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < padded.length; block += 64) addBlock(state, view, block);
  const digest = new DataView(new ArrayBuffer(20));
  state.forEach((word, at) => digest.setUint32(at * 4, word));
  return new Uint8Array(digest.buffer);
}

const turn = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
const ROUND_WORDS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function addBlock(state: number[], view: DataView, block: number): void {
  const words = Array.from({ length: 16 }, (_, at) => view.getUint32(block + at * 4));
  for (let at = 16; at < 80; at += 1)
    words.push(turn(word(words, at - 3) ^ word(words, at - 8) ^ word(words, at - 14) ^ word(words, at - 16), 1));
  let [a, b, c, d, e] = state as [number, number, number, number, number];
  words.forEach((each, at) => {
    const round = Math.floor(at / 20);
    const mixed = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    [a, b, c, d, e] = [(turn(a, 5) + mixed + e + each + word(ROUND_WORDS, round)) | 0, a, turn(b, 30), c, d];
  });
  [a, b, c, d, e].forEach((value, at) => (state[at] = (word(state, at) + value) >>> 0));
}

function word(words: readonly number[], at: number): number {
  return words[at] ?? 0;
}
