/** What may be a password. */
import { expect, it } from 'vitest';
import { passwordRefusal } from '../../shared/workspace/passwords.ts';

it('AC110 a password has 12 to 1,000 characters and is none of the commonest, no run, no repetition, nor its person’s name or email', () => {
  const judged = (password: string): string =>
    passwordRefusal(password, { name: 'Kim Rivera', email: 'kim.rivera@example.org' })?.code ?? 'good';
  for (const good of [
    'seven quiet lighthouses',
    'Tr0ub4dor&3 zz',
    'пароль из слов здесь',
    '🦊🐝🌲 three 🦊🐝🌲',
    'x7'.repeat(3) + 'kqpwzm1',
  ])
    expect(judged(good), good).toBe('good');
  for (const short of ['', 'eleven char', '🦊🐝🌲🦊🐝🌲']) expect(judged(short), short).toBe('access.password-short');
  expect(judged('ab cd ef gh '.repeat(90))).toBe('access.password-long');
  for (const common of [
    'password1234',
    'PasswordPassword',
    'qwertyuiop12',
    '1234567890123456',
    'abcdefghijkl',
    'zyxwvutsrqpo1',
    'aaaaaaaaaaaaa',
    'abababababab',
    'letmeinletmein',
    'kim.rivera@example.org',
    'kim rivera123',
    'watchfloor1234',
  ])
    expect(judged(common), common).toBe('access.password-common');
});
