/** How many of one's changes are not yet on the server's disk, as the page counts them. */
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../client/scribe/offline/ledger.ts';

const DIFFERENCE = new Uint8Array([0, 1, 0]),
  UPDATE = new Uint8Array([0, 2, 0]);
const opened = (): Ledger => new Ledger(true, () => undefined);

describe('what of the document is not saved', () => {
  it('ED105 counts what was typed without a connection until the difference that carries it is kept', () => {
    const ledger = opened();
    ledger.carry(3);
    ledger.outgoing(DIFFERENCE);
    ledger.outgoing(UPDATE);
    expect(ledger.unsynced).toBe(5);
    ledger.keptSoFar(1);
    expect(ledger.unsynced).toBe(1);
    ledger.keptSoFar(2);
    expect(ledger.unsynced).toBe(0);
  });

  it('ED106 what is typed into a closed socket stays unsynced when an acknowledgement of earlier changes comes late', () => {
    const ledger = opened();
    ledger.carry(2);
    ledger.outgoing(DIFFERENCE);
    ledger.carry(1);
    ledger.keptSoFar(1);
    expect(ledger.unsynced).toBe(1);
    ledger.connectionLost();
    expect(ledger.unsynced).toBe(1);
    ledger.outgoing(DIFFERENCE);
    ledger.keptSoFar(1);
    expect(ledger.unsynced).toBe(0);
  });

  it('ED107 what was sent and not acknowledged is unsynced after the connection is lost', () => {
    const ledger = opened();
    ledger.outgoing(DIFFERENCE);
    ledger.keptSoFar(1);
    ledger.outgoing(UPDATE);
    ledger.outgoing(UPDATE);
    ledger.keptSoFar(2);
    ledger.connectionLost();
    expect(ledger.unsynced).toBe(1);
  });
});
