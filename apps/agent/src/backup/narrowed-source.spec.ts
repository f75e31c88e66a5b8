import { describe, expect, it } from '@jest/globals';
import { PolicyV1, type Entry, type LeftOut, type PullSource } from '@holdfast/contracts';
import { narrowedSource } from './narrowed-source.js';

const entry = (path: string, more: Partial<Entry> = {}): Entry => ({
  path: path.split('/').map((name) => Buffer.from(name)),
  kind: 'file',
  size: 10n,
  mtimeNs: 0n,
  category: 'photos',
  ref: path,
  ...more,
});

const source: PullSource = {
  async *scan() {
    yield entry('DCIM', { kind: 'directory', size: 0n });
    yield entry('DCIM/a.jpg');
    yield entry('DCIM/large.mp4', { size: 5_000n });
    yield entry('Music/b.mp3');
    yield entry('Phone records/Contacts/contacts.json', { size: 0n, sizeUnknown: true });
  },
  async *open() {
    yield Buffer.from('bytes');
  },
  lookAgain: (read) => Promise.resolve(read.map(() => undefined)),
  close: () => Promise.resolve(),
};

async function scanned(scope: object): Promise<{ paths: string[]; left: LeftOut[] }> {
  const policy = PolicyV1.parse({ schema: 1, name: 'p', scope });
  const left: LeftOut[] = [];
  const paths: string[] = [];
  for await (const one of narrowedSource(source, policy, 'android').scan({}, (out) => left.push(out)))
    paths.push(one.ref);
  return { paths, left };
}

describe('a source narrowed by a policy', () => {
  it('yields the phone’s files that its patterns name, and what is made of its databases', async () => {
    const { paths, left } = await scanned({ android: { include: ['DCIM/**'], exclude: ['DCIM/large.mp4'] } });
    expect(paths).toEqual(['DCIM', 'DCIM/a.jpg', 'Phone records/Contacts/contacts.json']);
    expect(left).toEqual([]);
  });

  it('leaves out what is too large, and looks again as its source does', async () => {
    const { paths, left } = await scanned({ maxFileBytes: 100 });
    expect(paths).not.toContain('DCIM/large.mp4');
    expect(left.map((one) => one.cause)).toEqual(['over-size-limit']);
    const policy = PolicyV1.parse({ schema: 1, name: 'p', scope: { maxFileBytes: 100 } });
    expect(await narrowedSource(source, policy, 'android').lookAgain?.([entry('DCIM/a.jpg')])).toEqual([
      undefined,
    ]);
  });
});
