/**
 * How much a receiver says before they have command: ten letters, enough for "call Bob's" and no more than a reflex
 * would not write. A sign of Chinese, Japanese or Korean says as much as two letters. Pure.
 */
const LEAST = 10;
const SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

export const saysEnough = (readBack: string): boolean => {
  const said = readBack.trim();
  return said.length + (said.match(SIGNS)?.length ?? 0) >= LEAST;
};
export { LEAST as READ_BACK_LEAST };
