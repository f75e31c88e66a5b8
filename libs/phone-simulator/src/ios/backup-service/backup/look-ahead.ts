/**
 * Does the next few while one is worked on, in their order: opening a file takes longer than sending it. What was begun and
 * is not wanted any more is given to `discard`.
 */
export async function* lookAhead<From, To>(
  items: Iterable<From>,
  begin: (item: From) => Promise<To>,
  discard: (begun: To) => Promise<void>,
  most: number,
): AsyncGenerator<To> {
  const begun: Promise<To>[] = [];
  try {
    for (const item of items) {
      const next = begin(item);
      // Whoever waits for it is told; until then it is no failure that nobody hears.
      next.catch(() => undefined);
      begun.push(next);
      const first = begun.length >= most ? begun.shift() : undefined;
      if (first !== undefined) yield await first;
    }
    for (let first = begun.shift(); first !== undefined; first = begun.shift()) yield await first;
  } finally {
    for (const one of begun) await one.then(discard).catch(() => undefined);
  }
}
