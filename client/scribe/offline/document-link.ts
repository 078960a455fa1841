/**
 * The line between this page's copy of the document and the server: a Yjs document, the copy that this browser keeps,
 * the stock y-websocket provider, and a status that the panel can show. What is typed without a link stays in both and
 * goes out when the link is back.
 *
 *   copy of this browser --> document --> only then the server, which is told what is here already
 */
import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { DOCUMENT_ROOT, DOCUMENT_SCHEMA } from '../../../shared/scribe/words.ts';
import { inSlices } from './inflow.ts';
import { Ledger } from './ledger.ts';
import { OfflineCopy } from './offline-copy.ts';
import { Reporter } from './reporter.ts';
import type { ScribeStatus } from './status.ts';

const DENIED = 2,
  ACKNOWLEDGED = 100;
const SESSION_OVER = 4401,
  NOT_YOURS = 4403,
  NOT_THERE = 4404;
const TYPING_MS = 3000;
/** Only then is the copy deleted too, and never with text in it that no one else has. */
const isGone = (code: number): boolean => code === NOT_YOURS || code === NOT_THERE;

export interface DocumentLink {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Something typed here would be lost with this page. */
  isAtRisk(): boolean;
  /** Whether an editor can draw what is in it. */
  isShown(isShown: boolean): void;
  /** Only now: the server is told what is here already. */
  connect(): void;
  destroy(): void;
}

interface Wishes {
  readonly roomId: string;
  readonly you: { readonly id: string };
  readonly mayWrite: boolean;
  readonly onStatus: (status: ScribeStatus) => void;
  /** The server refused a write; its reason. */
  readonly refused: (message: string) => void;
}

/**
 * Resolves once what this browser had of the document is in it; nothing listens before, or all of it would be encoded
 * for the listeners.
 */
export async function openDocument(wishes: Wishes): Promise<DocumentLink> {
  const { roomId, mayWrite, you } = wishes;
  const doc = new Y.Doc();
  const ledger = new Ledger(mayWrite, () => queueMicrotask(changed));
  const copy = new OfflineCopy({
    doc,
    key: [you.id, roomId, DOCUMENT_SCHEMA, mayWrite ? 'writes' : 'reads'],
    open: () => ledger.unsynced,
  });
  const left = await copy.read();
  const provider = providerOf(doc, ledger, wishes);
  hear(provider, ledger, wishes);
  const status = new Reporter(provider, ledger, wishes.onStatus);
  // After the provider, so that a change is counted before the copy notes how many are open.
  copy.follow((keeps, open) => (status.keepsCopy(keeps), carryLate(open, provider, ledger)));
  function changed(): void {
    status.counted();
    if (ledger.unsynced === 0 && provider.synced) copy.settled();
    copy.counted();
  }
  provider.on('closed', ({ code }: { code: number }) => void (isGone(code) && ledger.unsynced === 0 && copy.forget()));
  const forget = goOnAfterSignIn(provider);
  if (left > 0) ledger.carry(left);
  if (doc.getXmlFragment(DOCUMENT_ROOT).length > 0) status.found();
  const destroy = (): void => {
    forget();
    status.stop();
    provider.destroy();
    copy.close();
    doc.destroy();
  };
  return {
    doc,
    provider,
    isAtRisk: () => ledger.unsynced > 0 && !copy.keeps,
    isShown: (isShown) => status.shown(isShown),
    connect: () => provider.connect(),
    destroy,
  };
}

function providerOf(doc: Y.Doc, ledger: Ledger, { roomId, you }: Wishes): WebsocketProvider {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/scribe`;
  return new WebsocketProvider(address, roomId, doc, {
    // Other people who sign in in this browser must not send what was typed here as theirs.
    params: { schema: String(DOCUMENT_SCHEMA), ack: '1', person: you.id },
    disableBc: true,
    connect: false,
    WebSocketPolyfill: inSlices(ledger.socketClass()),
  });
}

/** What the server says beside the text, and what is typed here. */
function hear(provider: WebsocketProvider, ledger: Ledger, { mayWrite, refused }: Wishes): void {
  // The server asks again for what it refused, and refuses it again: said once until everything is kept.
  let told = '';
  provider.messageHandlers[ACKNOWLEDGED] = (_encoder, decoder) => {
    ledger.keptSoFar(decoding.readVarUint(decoder));
    if (ledger.unsynced === 0) told = '';
  };
  provider.messageHandlers[DENIED] = (_encoder, decoder) => {
    decoding.readVarUint(decoder);
    const reason = decoding.readVarString(decoder);
    if (reason !== told) refused(`The server didn’t save the last change: ${reason}.`);
    told = reason;
  };
  provider.on('connection-close', () => ledger.connectionLost());
  provider.doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (!local || !mayWrite) return;
    if (!leavesNow(provider)) ledger.carry(1);
    sayTyping(provider);
  });
}

/** What a copy brought after the start. With a connection it has just been sent, and is counted. */
function carryLate(open: number, provider: WebsocketProvider, ledger: Ledger): void {
  if (open > 0 && !leavesNow(provider)) ledger.carry(open);
}

/** The provider sends nothing into a socket that is closing, and hears of its end some time after. */
const leavesNow = ({ wsconnected, ws }: WebsocketProvider): boolean => wsconnected && ws?.readyState === WebSocket.OPEN;

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
  quietAgain.set(
    provider,
    setTimeout(() => awareness.setLocalStateField('typing', false), TYPING_MS),
  );
}
