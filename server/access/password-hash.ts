/**
 * Passwords as they are kept: scrypt (N = 2^17, r = 8, p = 1) in PHC form, 128 MB and about half a second each, in the
 * threads beside the event loop. Two at once, so that a flood of sign-ins takes neither the memory nor all of the
 * threads; a bounded number waits, and no one behind the crowd of one address.
 */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { composed } from '../../shared/workspace/passwords.ts';
import { Turns } from '../budgets/turns.ts';

const LOG_N = 17;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const turns = new Turns({ atOnce: 2, eachPerson: 2, mostWaiting: 60, mostWaitingEach: 15 });

/** Too many wait: nothing was computed. */
export class HashingBusy extends Error {}

interface Cost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}
const COST: Cost = { logN: LOG_N, r: 8, p: 1 };

/** `whose`: by whom the turn is asked for. Throws HashingBusy. */
export async function hashPassword(password: string, whose: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await inTurn(whose, () => derive(password, salt, COST));
  return `$scrypt$ln=${COST.logN},r=${COST.r},p=${COST.p}$${plain(salt)}$${plain(key)}`;
}

/** A password that no one has, so that one who does not exist takes as long as one who does. */
const NO_ONE = `$scrypt$ln=${LOG_N},r=8,p=1$${plain(randomBytes(SALT_BYTES))}$${plain(randomBytes(KEY_BYTES))}`;

/** `kept`: null for no one, which takes as long and is never right. Throws HashingBusy. */
export async function isPassword(password: string, kept: string | null, whose: string): Promise<boolean> {
  const { salt, key, cost } = parsed(kept ?? NO_ONE);
  const derived = await inTurn(whose, () => derive(password, salt, cost));
  return timingSafeEqual(derived, key) && kept !== null;
}

async function inTurn<Result>(whose: string, work: () => Promise<Result>): Promise<Result> {
  const done = await turns.take(whose);
  if (done === null) throw new HashingBusy();
  try {
    return await work();
  } finally {
    done();
  }
}

function derive(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** logN;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) =>
    scrypt(composed(password), salt, KEY_BYTES, options, (problem, key) =>
      problem === null ? resolve(key) : reject(problem),
    ),
  );
}

function parsed(phc: string): { readonly salt: Buffer; readonly key: Buffer; readonly cost: Cost } {
  const found = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc);
  if (found === null) throw new Error('a password is not kept in the form that it should have');
  const [, logN, r, p, salt = '', key = ''] = found;
  return {
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
  };
}

function plain(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
