/**
 * Parts of the page that are loaded when needed. While the network is away they are requested again and again, so that
 * an open page never fails because a part of it could not load.
 */
import { Store } from '../session/store.ts';

const AGAIN_MS = 1_000;

/** Whether a part could not be fetched and is asked for again. */
export const partsMissing = new Store(false);

export function patiently<Part>(load: () => Promise<Part>): Promise<Part> {
  return load().then(
    (part) => {
      partsMissing.set(false);
      return part;
    },
    () =>
      new Promise<Part>((resolve) => {
        partsMissing.set(true);
        setTimeout(() => resolve(patiently(load)), AGAIN_MS);
      }),
  );
}
