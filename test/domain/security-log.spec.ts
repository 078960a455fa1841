/**
 * Rules of the security log: no line can control the terminal of the person who reads it, and refusals can't fill the
 * disk.
 */
import type { IncomingMessage } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { openLogger } from '../../server/logger.ts';
import { MOST_OF_ALL, SecurityLog } from '../../server/security-log.ts';

const from = (address: string): IncomingMessage =>
  ({ socket: { remoteAddress: address }, headers: {} }) as unknown as IncomingMessage;

describe('the security log', () => {
  it('ST59 A line holds no line break and nothing that steers a terminal, whatever comes from outside', () => {
    const lines: string[] = [];
    const hostile = 'a\r\n{"event":"forged"}\u001b[31m\u009b31m\u007f\u2028\u202e\u2066';
    openLogger('info', (line) => lines.push(line)).security('x', { what: hostile });
    expect(lines).toHaveLength(1);
    // Printable characters and the one line break at the end.
    expect(lines[0]).toMatch(/^[\x20-\x7e]+\n$/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ security: true, event: 'x', what: hostile });
  });

  const opened = (): { log: SecurityLog; lines: Array<Record<string, unknown>> } => {
    const lines: Array<Record<string, unknown>> = [];
    return {
      lines,
      log: new SecurityLog(
        { security: (event, fields) => void lines.push({ event, ...fields }) },
        (request) => request.socket.remoteAddress ?? '',
      ),
    };
  };

  it('ST60 The same line of one address is written 20 times in ten seconds, then counted; other addresses are not silenced', () => {
    vi.useFakeTimers();
    const { log, lines } = opened();
    for (let at = 0; at < 120; at += 1) log.audit(from('203.0.113.9'), 'access.refused');
    expect(lines).toHaveLength(20);
    log.audit(from('203.0.113.10'), 'access.refused');
    log.audit(from('203.0.113.9'), 'session.refused');
    expect(lines).toHaveLength(22);
    vi.advanceTimersByTime(10_000);
    // No further line arrives: the count must be written without one.
    expect(lines.slice(22)).toEqual([{ event: 'access.refused', household: '203.0.113.9', leftOut: 100 }]);
    log.audit(from('203.0.113.9'), 'access.refused');
    expect(lines.at(-1)).toEqual({ event: 'access.refused', address: '203.0.113.9' });
    vi.useRealTimers();
  });

  it('ST63 A household of many addresses counts as one, and all strangers together write no more than 1,000 lines in ten seconds', () => {
    const { log, lines } = opened();
    for (let at = 0; at < 50; at += 1) log.audit(from(`2001:db8:1:2::${at.toString(16)}`), 'access.refused');
    expect(lines).toHaveLength(20);
    for (let at = 0; at < 5000; at += 1) log.audit(from(`2001:db8:${at.toString(16)}::1`), 'session.refused');
    expect(lines).toHaveLength(MOST_OF_ALL);
    log.stop();
    expect(lines.slice(MOST_OF_ALL)).toEqual([
      { event: 'access.refused', household: '2001:db8:1:2', leftOut: 30 },
      { event: 'others.left-out', leftOut: 5020 - MOST_OF_ALL },
    ]);
  });

  it('ST64 No line about the access of someone who is known is left out, however many there are', () => {
    const { log, lines } = opened();
    for (let at = 0; at < 3000; at += 1) log.audit(from(`198.51.100.${at % 200}`), 'access.refused');
    const before = lines.length;
    for (const event of ['session.opened', 'token.made', 'invite.used', 'person.deactivated', 'session.ended']) {
      for (let at = 0; at < 100; at += 1) log.audit(from('203.0.113.9'), event, { person: `p-${at}` });
    }
    expect(lines).toHaveLength(before + 500);
    // Repeated limits of a known person are counted for that person, whatever their address.
    for (let at = 0; at < 25; at += 1) log.audit(from(`192.0.2.${at}`), 'limit.reached', { by: 'p-kim' });
    expect(lines.filter(({ by }) => by === 'p-kim')).toHaveLength(20);
    log.stop();
    expect(lines).toContainEqual({ event: 'limit.reached', by: 'p-kim', leftOut: 5 });
  });
});
