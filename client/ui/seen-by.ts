/** How many of the others have had it on a screen; null while no one else is here. Whoever reads this is not counted. */
export const seenBy = (others: number, unseen: number): string | null =>
  others === 0 ? null : unseen === 0 ? 'seen by all' : `seen by ${others - unseen} of ${others}`;
