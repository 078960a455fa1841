/** Where someone goes after signing in. */
import { expect, it } from 'vitest';
import { returnPath } from '../../shared/return-path.ts';

it('AC111 a person who signs in goes on to the page they asked for, and never to another site or to what is no page', () => {
  for (const page of ['/', '/rooms/inc-3', '/rooms/inc-3?line=4#end', '/people/p-1'])
    expect(returnPath(page)).toBe(page);
  for (const foreign of [
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
    '/%0d%0aSet-Cookie:a=b\r\n',
    '/rooms/\u202egpj',
    `/${'a'.repeat(600)}`,
    '/auth/oidc/login',
    '/API/me',
    '/sign-in?return=/sign-in',
    '/join/abc',
    ['/'],
  ])
    expect(returnPath(foreign), String(foreign)).toBe('/');
});
