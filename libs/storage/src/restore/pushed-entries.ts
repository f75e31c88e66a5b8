import type { Walked } from '../tree/walk-tree.js';

/**
 * Files under the phone's own names, as it stored them. Permissions are those of any file here, as the programs of the
 * phone's maker write it; times too are the phone's of the contents, which nobody reads there.
 */
export async function* pushedEntries(entries: AsyncIterable<Walked>): AsyncGenerator<Walked> {
  for await (const { entry } of entries) {
    if (!entry.pushed) continue;
    const path = entry.pushed.origin
      .toString('utf8')
      .split('/')
      .map((name) => Buffer.from(name));
    yield {
      path,
      entry: { ...entry, name: path.at(-1)!, mode: undefined, pushed: { origin: entry.pushed.origin } },
    };
  }
}
