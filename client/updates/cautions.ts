/**
 * What to check in a customer update: promises of repair, host names, guesses, blame. Hints only: nothing here ever
 * blocks anyone. A hint that is wrong is not read the next time, so each asks for more than one word: when the next
 * news comes is no promise of repair.
 */
interface Caution {
  readonly says: string;
  readonly finds: (text: string) => boolean;
}

const has =
  (...signs: readonly RegExp[]) =>
  (text: string): boolean =>
    signs.some((sign) => sign.test(text));

const sentencesOf = (text: string): readonly string[] => text.split(/[!?;\n]+|\.(?=\s|$)/);

/** News is not repair: what is said about the next update, up to the end of its clause, is no promise. */
const NEWS =
  /\b(next )?(update|news|information|details|post|inform|share|report|notify|tell you|let you know|get back to you|back with)\b[^,:–—]*/gi;
const REPAIR =
  /\b(fix(ed|es)?|resolved?|resolution|restor(e|ed|ation)|recover(ed|y)?|repair(ed)?|solved?|working again|up and running|available again|(be|come|comes|coming) back|back (up|online|to normal|in service)|normal again)\b|^\s*back (in|by|within|at)\b/i;
const AHEAD =
  /\b(will|going to|should|expect(s|ed)?|estimated?|aim(ing)?|plan(ned)?|hope|soon|shortly|any minute)\b|['’]ll\b/i;
const WHEN =
  /\b(in|within|by|before|at|until|under) (about |around |approximately |less than |the next )?(\d|an? (half )?hour|half an hour|the hour|a few|noon|midnight|tonight|tomorrow|today|the end of|end of)/i;
const PAST = /\b(was|were|has been|have been|had|ago|since|already)\b/i;

function promisesRepair(text: string): boolean {
  if (/\bETA\b/.test(text)) return true;
  return sentencesOf(text.replace(/\bnot (yet )?(fixed|resolved|restored)\b/gi, '')).some((sentence) => {
    const rest = sentence.replace(NEWS, ' ');
    if (!REPAIR.test(rest)) return false;
    return AHEAD.test(rest) || (WHEN.test(rest) && !PAST.test(rest));
  });
}

/** Names of machines: a part that is infrastructure and a number, a private domain, an address. */
const HOSTS = has(
  /\b(db|web|app|api|node|host|srv|server|cache|redis|kafka|pg|postgres|mysql|mongo|lb|gw|gateway|proxy|worker|pod|shard|replica|broker|etcd|k8s|eu|us|ap)-?\d+\b/i,
  /\b[a-z][a-z0-9]*(-[a-z0-9]+)*-[a-z]+-?\d{1,3}\b(?!-\w)/i,
  /\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(internal|local|lan|corp|intra|svc|cluster)\b/i,
  /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/,
);

const GUESSES = has(
  /\b(probably|perhaps|maybe|presumably|possibly|apparently|most likely)\b/i,
  /\bwe (think|believe|suspect|assume|guess)\b/i,
  /\b(might|could|may) be (due|caused|related|because|connected)\b/i,
  /\b(seems?|appears?) (to|that|like)\b/i,
);

const BLAME = has(
  /(?<!\b(segmentation|page|not (your|the customer['’]s)|no one['’]s) )\bfault\b(?![- ]toleran)/i,
  /\bblam(e|ed|es|ing)\b/i,
  /\bhuman error\b|\b(mistake|error) (made )?by\b/i,
  /\bcaused by (one of )?(our|the|an?) ([\w-]+ )?(vendor|supplier|partner|provider|contractor|engineer|employee|colleague|developer|operator)s?\b/i,
  /\b(engineer|employee|developer|operator|administrator|contractor|someone)s? (accidentally |wrongly )?(deleted|forgot|broke|misconfigured|failed to)\b/i,
);

const CAUTIONS: readonly Caution[] = [
  { finds: promisesRepair, says: 'Sounds like a promise of repair. Say when the next update is instead.' },
  { finds: HOSTS, says: 'Looks like a host name. Customers don’t know it.' },
  { finds: GUESSES, says: 'Sounds like a guess. Write what is known.' },
  { finds: BLAME, says: 'Sounds like blame. Write what happened, not who.' },
];

export function cautions(text: string): readonly string[] {
  return CAUTIONS.filter(({ finds }) => finds(text)).map(({ says }) => says);
}
