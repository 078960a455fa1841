/**
 * One at a time: while dependencies are installed and parts are built, a second start in the same folder waits here.
 *
 * The lock is a directory, because creating one either succeeds or fails, also on network disks. It contains its
 * owner's process id. When that process is gone the lock is stale, and the process that creates the inner `takeover`
 * directory gets it.
 */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 5_000;

/**
 * Runs `work` alone; `waiting` is called once with the owner's process id when another process has the lock.
 * @template Result
 * @param {string} path
 * @param {() => Promise<Result>} work
 * @param {(owner: number) => void} [waiting]
 * @returns {Promise<Result>}
 */
export async function alone(path, work, waiting = () => {}) {
  await mkdir(dirname(path), { recursive: true });
  let told = false;
  while (!(await acquire(path))) {
    const owner = await ownerOf(path);
    if (owner !== null && !told) waiting(owner);
    told ||= owner !== null;
    await wait(100);
  }
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** @param {string} path */
async function acquire(path) {
  if (!(await makes(path))) return inherit(path);
  await sign(path);
  return true;
}

/**
 * Takes over a lock whose owner is gone. The owner is read again inside, because another may have inherited it
 * meanwhile.
 */
async function inherit(/** @type {string} */ path) {
  if (!(await isStale(path))) return false;
  const takeover = join(path, 'takeover');
  if (!(await makes(takeover))) {
    if ((await ageOf(takeover)) > PATIENCE_MS) await rm(takeover, { recursive: true, force: true });
    return false;
  }
  const stale = await isStale(path);
  if (stale) await sign(path);
  await rm(takeover, { recursive: true, force: true });
  return stale;
}

/** A lock without a readable owner is young (being signed) or, after some seconds, abandoned. */
async function isStale(/** @type {string} */ path) {
  const owner = await ownerOf(path);
  return owner === null ? (await ageOf(path)) > PATIENCE_MS : !isAlive(owner);
}

async function sign(/** @type {string} */ path) {
  const draft = join(path, `owner-${process.pid}`);
  await writeFile(draft, String(process.pid));
  await rename(draft, join(path, 'owner'));
}

/** @returns {Promise<boolean>} false when it exists already, or when its parent has just gone */
async function makes(/** @type {string} */ path) {
  return mkdir(path).then(
    () => true,
    (problem) => {
      if (problem.code === 'EEXIST' || problem.code === 'ENOENT') return false;
      throw problem;
    },
  );
}

/** @returns {Promise<number | null>} */
async function ownerOf(/** @type {string} */ path) {
  const text = await readFile(join(path, 'owner'), 'utf8').catch(() => '');
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** Milliseconds since it last changed; 0 when it is not there. */
async function ageOf(/** @type {string} */ path) {
  return stat(path).then(
    (found) => Date.now() - found.mtimeMs,
    () => 0,
  );
}

/** Signal 0 asks only; a process of another user answers EPERM, and lives. */
function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (problem) {
    return /** @type {NodeJS.ErrnoException} */ (problem).code === 'EPERM';
  }
}
