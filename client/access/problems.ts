/** Why a sign-in provider brought nobody in, as `/sign-in?problem=` names it, and what to do about it. */
const PROBLEMS: Readonly<Record<string, string>> = {
  away: 'The sign-in provider can’t be reached right now. Try again in a minute, or use another way.',
  'started-elsewhere':
    'This sign-in took longer than ten minutes, was used already, or began in another browser. Start again here.',
  refused:
    'The sign-in provider didn’t let you in: it was cancelled there, or you may not use Watchfloor. Start again.',
  failed: 'The sign-in provider’s answer couldn’t be checked. Start again. If it happens twice, tell an administrator.',
  'not-allowed':
    'Your account is in none of the groups that may use Watchfloor. Ask whoever manages your accounts to add you.',
  'no-name': 'Your account has no name that can be shown here. Ask whoever manages your accounts to add one.',
  deactivated: 'You were deactivated here. Ask an administrator to activate you again.',
  'another-account':
    'The person with your email signs in here with another account. Ask an administrator to release it.',
  'not-a-member': 'You’re not in this workspace yet. Ask an administrator for an invite link.',
  busy: 'Too many people signed in from your network at once. Wait a minute, then try again.',
};

/** Null for no problem, and for one that only an address made up. */
export const problemIn = (search: string): string | null => {
  const named = new URLSearchParams(search).get('problem') ?? '';
  return Object.hasOwn(PROBLEMS, named) ? (PROBLEMS[named] ?? null) : null;
};
