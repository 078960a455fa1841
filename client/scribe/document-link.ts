/**
 * The line between this page's copy of the document and the server: a Yjs document, the stock y-websocket provider, and a status
 * that the panel can show. What is typed without a link stays in the document and goes out when the link is back.
 */
import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { DOCUMENT_SCHEMA } from '../../shared/scribe/words.ts';
import { Ledger } from './ledger.ts';
import type { ScribeStatus } from './status.ts';

const DENIED = 2, ACKNOWLEDGED = 100;
const SESSION_OVER = 4401;
const TYPING_MS = 3000;

export interface DocumentLink {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Own changes that are not known to be kept. */
  unsynced(): number;
  destroy(): void;
}

interface Wishes {
  readonly roomId: string;
  readonly mayWrite: boolean;
  readonly onStatus: (status: ScribeStatus) => void;
  /** The server did not take a write; what it said. */
  readonly refused: (message: string) => void;
}

export function openDocument(wishes: Wishes): DocumentLink {
  const { roomId, mayWrite } = wishes;
  const doc = new Y.Doc();
  const ledger = new Ledger(mayWrite, () => queueMicrotask(() => report()));
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/scribe`;
  const provider = new WebsocketProvider(address, roomId, doc, {
    params: { schema: String(DOCUMENT_SCHEMA), ack: '1' },
    disableBc: true,
    connect: false,
    WebSocketPolyfill: ledger.socketClass(),
  });
  const report = reporter(provider, ledger, wishes.onStatus);
  provider.messageHandlers[ACKNOWLEDGED] = (_encoder, decoder) => ledger.keptSoFar(decoding.readVarUint(decoder));
  provider.messageHandlers[DENIED] = (_encoder, decoder) => {
    decoding.readVarUint(decoder);
    wishes.refused(`The server did not keep the last change: ${decoding.readVarString(decoder)}.`);
  };
  provider.on('connection-close', () => ledger.connectionLost());
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === provider || !mayWrite) return;
    if (!provider.wsconnected) ledger.typedOffline();
    sayTyping(provider);
  });
  const forget = goOnAfterSignIn(provider);
  provider.connect();
  return { doc, provider, unsynced: () => ledger.unsynced, destroy: () => (forget(), provider.destroy(), doc.destroy()) };
}

/** Tells how the document stands, whenever that may have changed; returns a way to say that it may. */
function reporter(provider: WebsocketProvider, ledger: Ledger, onStatus: Wishes['onStatus']): () => void {
  let ended: number | null = null;
  let wasLive = false;
  const state = (): ScribeStatus['link'] => (ended !== null ? 'ended' : provider.synced ? 'live' : wasLive ? 'lost' : 'opening');
  const report = (): void => onStatus({ link: state(), ended, unsynced: ledger.unsynced, typing: typingOf(provider) });
  provider.on('sync', (isSynced: boolean) => {
    wasLive ||= isSynced;
    report();
  });
  provider.on('status', ({ status }) => {
    if (status === 'connecting') ended = null;
    report();
  });
  provider.on('closed', ({ code }: { code: number }) => {
    ended = code;
    report();
  });
  provider.awareness.on('change', report);
  return report;
}

/** Signed in again in another tab: this one goes on when it is looked at, with what was typed here. */
function goOnAfterSignIn(provider: WebsocketProvider): () => void {
  let isOver = false;
  provider.on('closed', ({ code }: { code: number }) => (isOver = code === SESSION_OVER));
  const goOn = (): void => {
    if (isOver) provider.connect();
    isOver = false;
  };
  window.addEventListener('focus', goOn);
  return () => window.removeEventListener('focus', goOn);
}

const quietAgain = new WeakMap<WebsocketProvider, ReturnType<typeof setTimeout>>();

/** Others see "Ana is writing" while this goes on, and for three seconds after. */
function sayTyping(provider: WebsocketProvider): void {
  const { awareness } = provider;
  if (awareness.getLocalState()?.['typing'] !== true) awareness.setLocalStateField('typing', true);
  clearTimeout(quietAgain.get(provider));
  quietAgain.set(provider, setTimeout(() => awareness.setLocalStateField('typing', false), TYPING_MS));
}

/** Names come from what the server wrote into the others' states. */
function typingOf({ awareness }: WebsocketProvider): readonly string[] {
  const names = [...awareness.getStates()].flatMap(([client, state]) => {
    const name = (state['user'] as { name?: unknown } | undefined)?.name;
    return client !== awareness.clientID && state['typing'] === true && typeof name === 'string' ? [name] : [];
  });
  return [...new Set(names)];
}
