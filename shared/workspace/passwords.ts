/**
 * What a password must be: long, and not one that everyone tries first. Nothing is asked of its letters, because that
 * makes people choose what they can't remember.
 */
import { refuse, type Refused } from '../decider.ts';

export const LEAST_CHARACTERS = 12;
export const MOST_CHARACTERS = 1000;

/** The commonest of twelve characters and more, without what is found by `isSimple`. */
const COMMON: ReadonlySet<string> = new Set(
  `password1234, password12345, password123456, password2024, password2025, password2026, passwordpassword,
mypassword123, mypassword1234, thisismypassword, p@ssw0rd1234, p@ssword1234, passw0rd1234, changemechangeme,
changeme1234, changemenow!, letmeinletmein, letmein12345, iloveyou1234, iloveyouforever, welcome12345,
welcome123456, administrator, administrator1, adminadminadmin, admin1234567, qwertyuiop12, qwertyuiop123,
qwerty123456, qwerty1234567, qwertyqwerty, 1q2w3e4r5t6y, 1qaz2wsx3edc, qazwsxedcrfv, zaq12wsxcde3,
asdfghjkl123, abc123abc123, abcd12345678, correcthorsebatterystaple, correct horse battery staple,
trustno1trustno1, superman1234, football1234, baseball1234, sunshine1234, princess1234, monkeymonkey,
dragondragon, masterpassword, secretsecret, watchfloor12, watchfloor123, watchfloor1234, watchfloorwatchfloor,
incident1234, defaultpassword`.split(/,\s/),
);

/** Letters that look alike on two keyboards are the same password. */
export const composed = (password: string): string => password.normalize('NFC');

/** Why this can't be the password of the person with this name and email. Refusals: password-short, -long, -common. */
export function passwordRefusal(
  password: string,
  { name, email }: { readonly name: string; readonly email: string | undefined },
): Refused | null {
  const chosen = composed(password);
  if (Array.from(chosen).length < LEAST_CHARACTERS) return refuse('access.password-short', { least: LEAST_CHARACTERS });
  if (chosen.length > MOST_CHARACTERS) return refuse('access.password-long', { most: MOST_CHARACTERS });
  const plain = chosen.toLowerCase().trim();
  const own = [name, email ?? '', email?.split('@')[0] ?? ''].map((each) => each.toLowerCase());
  const isOwn = own.some((each) => each.length > 2 && plain.replaceAll(each, '').length < 4);
  return COMMON.has(plain) || isOwn || isSimple(plain) ? refuse('access.password-common') : null;
}

/** A few characters again and again, or a run of the keyboard or the alphabet, with at most three others. */
function isSimple(plain: string): boolean {
  if (new Set(plain).size < 5) return true;
  const runs = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm'];
  const ways = runs.flatMap((run) => [run, Array.from(run).toReversed().join('')]);
  return ways.some((way) => longestIn(plain, way) >= plain.length - 3) || /^(.{1,6})\1+.{0,3}$/u.test(plain);
}

/** How much of a text is one piece of this run. */
function longestIn(plain: string, run: string): number {
  let longest = 0;
  for (let from = 0; from < plain.length; from += 1)
    while (from + longest < plain.length && run.includes(plain.slice(from, from + longest + 1))) longest += 1;
  return longest;
}
