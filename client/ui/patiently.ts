/**
 * Parts of the page that come when they are needed. While the network is away such a part is asked for again and again,
 * so that a page that stands never falls because a part of it could not come.
 */
const AGAIN_MS = 1_000;

export function patiently<Part>(load: () => Promise<Part>): Promise<Part> {
  return load().catch(
    () =>
      new Promise<Part>((resolve) => {
        setTimeout(() => resolve(patiently(load)), AGAIN_MS);
      }),
  );
}
