/**
 * A part of the page that is loaded when it is needed, or preloaded. What has loaded is drawn at once. React's own lazy
 * parts are not: for 300 ms after its last fallback it shows nothing new, and a room that is loaded already would open
 * that much later.
 */
import { createElement, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { patiently } from './patiently.ts';

interface Arriving<Props> {
  (props: Props): ReactNode;
  /** Loads it; resolves once it is there. */
  readonly come: () => Promise<unknown>;
}

/** `waiting` is shown in its place until then. */
export function arriving<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
): Arriving<Props> {
  let here: ComponentType<Props> | null = null;
  let coming: Promise<unknown> | null = null;
  const come = (): Promise<unknown> => (coming ??= patiently(load).then((part) => (here = part)));
  const subscribe = (arrived: () => void): (() => void) => {
    let isWaiting = true;
    void come().then(() => isWaiting && arrived());
    return () => (isWaiting = false);
  };
  function Part(props: Props): ReactNode {
    const Here = useSyncExternalStore(subscribe, () => here);
    return Here === null ? waiting : createElement(Here, props);
  }
  return Object.assign(Part, { come });
}
