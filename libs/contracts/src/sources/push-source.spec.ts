import { describe, expect, it } from '@jest/globals';
import type { PreviousRun, PushSink, PushSource, StagedItem } from './push-source.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A sink that keeps what is staged apart from what is committed: the promise of the port, in memory. */
class PocketSink implements PushSink {
  readonly committed = new Map<string, string>();
  readonly #staged = new Map<string, string>();
  #open: { path: string; text: string } | undefined;
  writes = 0;

  async begin(path: string): Promise<void> {
    this.#open = { path, text: '' };
  }
  async write(part: Uint8Array): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1));
    this.writes += 1;
    if (this.#open) this.#open.text += new TextDecoder().decode(part);
  }
  async end(): Promise<void> {
    if (this.#open) this.#staged.set(this.#open.path, this.#open.text);
    this.#open = undefined;
  }
  async mkdir(): Promise<void> {}
  async list(path: string): Promise<readonly StagedItem[]> {
    return [...this.#staged]
      .filter(([name]) => name.startsWith(`${path}/`))
      .map(([name, text]) => ({ name, kind: 'file', size: BigInt(text.length), mtimeNs: 0n }));
  }
  async *read(path: string): AsyncIterable<Uint8Array> {
    yield bytes(this.#staged.get(path) ?? '');
  }
  async move(from: string, to: string): Promise<void> {
    await this.copy(from, to);
    await this.remove(from);
  }
  async copy(from: string, to: string): Promise<void> {
    this.#staged.set(to, this.#staged.get(from) ?? '');
  }
  async remove(path: string): Promise<void> {
    this.#staged.delete(path);
  }
  async arrange(): Promise<boolean> {
    return false;
  }
  async contentId(): Promise<undefined> {}
  async keepMade(): Promise<number> {
    return 0;
  }
  leaveOut(): void {}
  async commit(): Promise<void> {
    for (const [path, text] of this.#staged) this.committed.set(path, text);
  }
  async abort(): Promise<void> {
    this.#staged.clear();
  }
}

/** A phone that drives: it asks for its last manifest, sends a file in parts, then moves it into place. */
class PocketIPhone implements PushSource {
  constructor(private readonly unpluggedBeforeEnd = false) {}
  async run(sink: PushSink, previous: PreviousRun | undefined): Promise<void> {
    let manifest = '';
    for await (const part of previous?.read('Manifest.db') ?? []) manifest += new TextDecoder().decode(part);
    await sink.begin('Snapshot/ab/1', 6n);
    await sink.write(bytes('abc'));
    await sink.write(bytes('def'));
    await sink.end();
    if (this.unpluggedBeforeEnd) return sink.abort('unplugged');
    await sink.move('Snapshot/ab/1', `ab/${manifest || 'first'}`);
    await sink.commit();
  }
  async close(): Promise<void> {}
}

describe('the push port', () => {
  it('lets a phone drive: parts are awaited, then moved, then committed', async () => {
    const sink = new PocketSink();
    await new PocketIPhone().run(sink, undefined);
    expect(sink.writes).toBe(2);
    expect(sink.committed).toEqual(new Map([['ab/first', 'abcdef']]));
  });

  it('gives the last run back to the phone that needs it for an increment', async () => {
    const sink = new PocketSink();
    await new PocketIPhone().run(sink, {
      read: async function* () {
        yield bytes('second');
      },
    });
    expect([...sink.committed.keys()]).toEqual(['ab/second']);
  });

  it('shows nothing of a run that was aborted', async () => {
    const sink = new PocketSink();
    await new PocketIPhone(true).run(sink, undefined);
    expect(sink.committed.size).toBe(0);
    expect(await sink.list('Snapshot')).toEqual([]);
  });
});
