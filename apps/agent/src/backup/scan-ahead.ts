import type { Entry, LeftOut, PullSource, Scope } from '@holdfast/contracts';

/** Entries that wait at most, about 5 MB. */
const MOST_AHEAD = 10_000;

/**
 * A source whose scan begins at once and not only when the repository is open: a password takes a fifth of a second to
 * check, in a thread of its own, and meanwhile the names of a folder can be read. What goes wrong ahead is thrown when
 * the scan is asked for.
 */
export function scanAhead(source: PullSource, scope: Scope): PullSource {
  const entries: Entry[] = [];
  const leftOut: LeftOut[] = [];
  let report = (left: LeftOut): void => void leftOut.push(left);
  const scanning = source.scan(scope, (left) => report(left))[Symbol.asyncIterator]();
  const ahead = fill(scanning, entries);
  ahead.catch(() => {}); // Told by whoever scans; a repository that does not open comes first.
  let begun = false;
  async function* scan(asked: Scope, tell: (left: LeftOut) => void): AsyncGenerator<Entry> {
    if (begun) {
      yield* source.scan(asked, tell);
      return;
    }
    begun = true;
    const ended = await ahead;
    report = tell;
    for (const left of leftOut.splice(0)) tell(left);
    yield* entries.splice(0);
    if (ended) return;
    for (let next = await scanning.next(); next.done !== true; next = await scanning.next()) yield next.value;
  }
  const { lookAgain } = source;
  return {
    scan,
    open: (entry, signal) => source.open(entry, signal),
    ...(lookAgain && { lookAgain: lookAgain.bind(source) }),
    close: () => source.close(),
  };
}

/** Answers whether that was all. */
async function fill(scanning: AsyncIterator<Entry>, entries: Entry[]): Promise<boolean> {
  while (entries.length < MOST_AHEAD) {
    const next = await scanning.next();
    if (next.done === true) return true;
    entries.push(next.value);
  }
  return false;
}
