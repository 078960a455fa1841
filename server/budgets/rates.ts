/** How much is allowed: the numbers of budgets.ts. docs/protocol.md explains them to people. */
const KB = 1024;
const MB = 1024 * KB;

/** By person, unless named otherwise. Bytes if the name says so, else counts. */
export const RATES = {
  commands: { atOnce: 100, aSecond: 20 },
  /** Of one room, everyone together. */
  roomCommands: { atOnce: 200, aSecond: 200 },
  reads: { atOnce: 100, aSecond: 50 },
  /** Answers to reads. A crowded room's first answer is about 100 KB; after twenty of them the next ones wait. */
  answeredBytes: { atOnce: 2 * MB, aSecond: 1 * MB },
  /** Attachments read: pictures of a whole room at once, then four a second. */
  attachmentBytes: { atOnce: 32 * MB, aSecond: 8 * MB },
  /** Attachments sent, kept or not: reading them takes time too. What is kept has smaller budgets (windows.ts). */
  uploadedBytes: { atOnce: 64 * MB, aSecond: 4 * MB },
  frames: { atOnce: 400, aSecond: 200 },
  /** What a person sends, over sockets and HTTP, attachments apart. */
  heardBytes: { atOnce: 2 * MB, aSecond: 256 * KB },
  /** Of one address: requests and connections without credentials. */
  strangers: { atOnce: 100, aSecond: 50 },
  /** Of one address: what refused requests still send. */
  discardedBytes: { atOnce: 4 * MB, aSecond: 1 * MB },
  /** Sockets opened, and connections to documents. Every tab has one, and all come back at once. */
  sockets: { atOnce: 60, aSecond: 5 },
  documents: { atOnce: 60, aSecond: 5 },
  /** What a person who has used up their history in a room may still write: enough to hand over and to close it. */
  trickle: { atOnce: 10, aSecond: 0.05 },
} as const;

/** What one person's commands may leave in one room's log. */
export const MOST_WRITTEN_BYTES = 20 * MB;
/** Sockets, and connections to documents, that one person may have open on one server. */
export const MOST_CONNECTIONS = 40;
/** How many of one person's reads are under way at once, and how many more may wait for that. */
export const READING = { eachPerson: 4, mostWaitingEach: 200 };
/** A command's own share in a log: identity, hashes, times, the chain. */
export const ENVELOPE_BYTES = 512;
export const SMALL_BYTES = 2 * KB;
/** A person who is too fast by less than this waits instead of being refused. */
export const MOST_PAUSE_MS = 2_000;
export const REFUSED_AFTER_MS = 500;
