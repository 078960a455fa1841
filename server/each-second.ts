/**
 * What is done every second, in one go: of a server that has nothing to do the wakings cost more than the work.
 */
const works = new Set<() => void>();
let timer: NodeJS.Timeout | undefined;

/** Returns how to stop. It keeps no process alive. */
export function eachSecond(work: () => void): () => void {
  // The same work may be wanted twice.
  const own = (): void => work();
  works.add(own);
  timer ??= setInterval(() => works.forEach((each) => each()), 1_000).unref();
  return () => {
    works.delete(own);
    if (works.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
