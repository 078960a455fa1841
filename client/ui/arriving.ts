/**
 * A part of the page that comes when it is needed, or was sent for before. What has come is drawn at once. React's own
 * lazy parts are not: for 300 ms after its last waiting picture it shows nothing new, and a room that is there already
 * would open that much later.
 */
import { createElement, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { patiently } from './patiently.ts';

interface Arriving<Props> {
  (props: Props): ReactNode;
  /** Sends for it; resolves once it is there. */
  readonly come: () => Promise<unknown>;
}

/** `waiting` stands in its place until then. */
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
