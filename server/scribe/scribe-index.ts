/**
 * What is known of a document without its text. Here only the shape that the worker hands over; its owner fills it.
 */
export interface IndexImage {
  readonly clients: ReadonlyArray<{ readonly client: number; readonly next: number; readonly starts: readonly number[]; readonly levels: readonly number[] }>;
  /** Ranges as from, to, from, to. */
  readonly deleted: ReadonlyArray<{ readonly client: number; readonly ranges: readonly number[] }>;
}

export function imageOf(_updates: readonly Uint8Array[]): IndexImage {
  throw new Error('not yet');
}
