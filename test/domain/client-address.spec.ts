/**
 * Which address counts as the client's: the connection's, or behind our own proxies the one that the last of them saw.
 */
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config/config.ts';
import { clientAddressBy, trustedProxies } from '../../server/edge/client-address.ts';

const from = (peer: string, forwarded?: string): IncomingMessage =>
  ({
    socket: { remoteAddress: peer },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;
const addressIn = (setting: string, peer: string, forwarded?: string): string =>
  clientAddressBy(trustedProxies(setting) ?? 0)(from(peer, forwarded));

describe('the address of a client', () => {
  it('ST55 Without TRUST_PROXY a client has the address of its connection, whatever a header says', () => {
    expect(addressIn('0', '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
    expect(addressIn('0', '::ffff:203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
    expect(readConfig({}).network.trustProxy).toBe(0);
  });

  it('DR139 The first X-Forwarded-For that arrives without TRUST_PROXY is reported, once; true, which would trust whatever a client writes, is no value', () => {
    let reports = 0;
    const direct = clientAddressBy(0, () => (reports += 1));
    for (const forwarded of [undefined, '198.51.100.1', '198.51.100.2']) direct(from('203.0.113.9', forwarded));
    clientAddressBy(1, () => (reports += 1))(from('10.0.0.1', '203.0.113.9'));
    expect(reports).toBe(1);
    expect(() => readConfig({ TRUST_PROXY: 'true' })).toThrow('TRUST_PROXY is "true"; it must be a number of proxies');
  });

  it('ST56 Behind a number of proxies it is what the last of them saw; what the client wrote itself lies further left', () => {
    expect(addressIn('1', '10.0.0.1', '1.1.1.1, 203.0.113.9')).toBe('203.0.113.9');
    expect(addressIn('2', '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2')).toBe('203.0.113.9');
    expect(addressIn('2', '10.0.0.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(addressIn('1', '10.0.0.1')).toBe('10.0.0.1');
  });

  it('ST57 With named networks it is the nearest address outside them, IPv6 and ports included', () => {
    expect(addressIn('10.0.0.0/8, loopback', '127.0.0.1', '1.1.1.1, 203.0.113.9:4711, 10.1.2.3')).toBe('203.0.113.9');
    expect(addressIn('10.0.0.0/8', '203.0.113.9', '1.1.1.1')).toBe('203.0.113.9');
    expect(addressIn('uniquelocal', 'fd00::1', '[2001:DB8::7]:443')).toBe('2001:db8::7');
    expect(addressIn('192.0.2.7', '192.0.2.7', '203.0.113.9')).toBe('203.0.113.9');
  });

  it('ST58 What is no address in that header is not taken for one, and a value that names no proxies is refused at the start', () => {
    expect(addressIn('1', '10.0.0.1', 'evil\r\n{"event":"forged"}')).toBe('10.0.0.1');
    expect(addressIn('loopback', '127.0.0.1', ',,,')).toBe('127.0.0.1');
    for (const value of ['true', 'false', 'proxy.example.org', '10.0.0.0/33', '10.0.0.0/8/8', '-1', ',', '1.2.3'])
      expect(trustedProxies(value), value).toBeNull();
    expect(() => readConfig({ TRUST_PROXY: '10.0.0.0/33' })).toThrow(
      'TRUST_PROXY is "10.0.0.0/33"; it must be a number of proxies',
    );
  });
});
