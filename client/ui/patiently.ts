/**
 * Parts of the page that are loaded when needed. While the network is away they are requested again and again, so that
 * an open page never fails because a part of it could not load.
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
