import { randomBytes } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import { ByteWriter } from '../format/byte-writer.js';
import { ShardEntries } from '../index/shard-entries.js';
import { encodeIdList } from '../tree/id-list.js';
import { type Forgery, honestRoot, inBundle, oneOf } from './forgery.js';

/** What a second workstation gone bad may store; each leaves a snapshot of phone `p`, or what looks like one. */
export const FORGED: Readonly<Record<string, (f: Forgery) => void>> = {
  'names that are no names': (f) =>
    void f.snapshot({
      tree: oneOf(
        f.node(...['', '.', '..', '../x', '/etc/x', 'a\0b', 'a/b'].sort().map((name) => ({ name }))),
      ),
    }),
  'a folder called ..': (f) => {
    const inner = f.node({ name: 'x' });
    void f.snapshot({ tree: oneOf(f.node({ name: '..', kind: 1, content: encodeIdList(oneOf(inner)) })) });
  },
  'a name twice': (f) => void f.snapshot({ tree: oneOf(f.node({ name: 'a' }, { name: 'a' })) }),
  'names in another order': (f) => void f.snapshot({ tree: oneOf(f.node({ name: 'b' }, { name: 'a' })) }),
  'a name twice, in two chunks of a folder': (f) => {
    const node = f.node({ name: 'a' });
    void f.snapshot({ tree: oneOf(node, node) });
  },
  'a folder that lists one chunk a million million times': (f) =>
    void f.snapshot({ tree: f.bomb(f.node({ name: 'a' })) }),
  'a folder that lists a chunk of nothing a million million times': (f) =>
    void f.snapshot({ tree: f.bomb(f.node()) }),
  'lists of nothing, in lists': (f) => {
    const empty = f.list(0, []);
    const level1 = f.list(1, Array<Buffer>(4096).fill(empty));
    const level2 = f.list(2, Array<Buffer>(4096).fill(level1));
    void f.snapshot({ tree: { depth: 3, ids: Array<Buffer>(64).fill(level2) } });
  },
  'folders that share folders: sixty of them hold 2^60 files': (f) => {
    let below = encodeIdList(oneOf(f.node({ name: 'file' })));
    for (let level = 0; level < 60; level++) {
      const twice = ['a', 'b'].map((name) => ({ name, kind: 1, content: below }));
      below = encodeIdList(oneOf(f.node(...twice)));
    }
    void f.snapshot({ tree: oneOf(f.node({ name: 'top', kind: 1, content: below })) });
  },
  'a chain of 5,000 folders': (f) => {
    let below = encodeIdList(oneOf(f.node({ name: 'file' })));
    for (let level = 0; level < 5000; level++)
      below = encodeIdList(oneOf(f.node({ name: 'a', kind: 1, content: below })));
    void f.snapshot({ tree: oneOf(f.node({ name: 'top', kind: 1, content: below })) });
  },
  'a list that says another level': (f) =>
    void f.snapshot({ tree: { depth: 2, ids: [f.list(0, [f.node({ name: 'a' })])] } }),
  'a tree of contents': (f) => void f.snapshot({ tree: oneOf(f.chunk('data', Buffer.from('\x01no tree'))) }),
  'a file of one chunk, a million million times': (f) => {
    const content = encodeIdList(f.bomb(f.chunk('data', Buffer.from('x'))));
    void f.snapshot({ tree: oneOf(f.node({ name: 'bomb', size: 1000n, content })) });
  },
  'a file of nothing, a million million times': (f) => {
    const content = encodeIdList(f.bomb(f.chunk('data', Buffer.alloc(0))));
    void f.snapshot({ tree: oneOf(f.node({ name: 'bomb', size: 2n ** 30n, content })) });
  },
  'files whose sizes lie': (f) => {
    const content = encodeIdList(oneOf(f.chunk('data', Buffer.from('ten bytes.'))));
    const sizes = [0n, 9n, 11n, 2n ** 32n, 2n ** 44n];
    void f.snapshot({ tree: oneOf(f.node(...sizes.map((size, i) => ({ name: `${i}`, size, content })))) });
  },
  'sizes that no computer knows': (f) =>
    void f.snapshot({
      tree: oneOf(f.node({ name: 'a', size: 2n ** 63n }, { name: 'b', size: 2n ** 64n - 1n })),
    }),
  'times at the ends of time, all bits of a mode': (f) =>
    void f.snapshot({
      tree: oneOf(
        f.node(
          { name: 'a', mtimeNs: -(2n ** 63n), mode: 0xffff },
          { name: 'b', mtimeNs: 2n ** 63n - 1n, mode: 0o7777 },
        ),
      ),
    }),
  'a bundle that ends before the file begins': (f) => {
    const bundle = f.chunk('data', Buffer.from('ten bytes.'));
    const at = (offset: number) => ({ name: `${offset}`, size: 5n, content: inBundle(bundle, offset) });
    void f.snapshot({ tree: oneOf(f.node(at(10), at(2 ** 32 - 1), at(7))) });
  },
  'a category that writes to a terminal': (f) =>
    void f.snapshot({ tree: oneOf(f.node({ name: 'a', category: '\x1b[2J' })) }),
  'a link to a gigabyte': (f) =>
    void f.snapshot({ tree: oneOf(f.node({ name: 'a', kind: 2, content: Buffer.from('ffff', 'hex') })) }),
  'left out, a million million times': (f) =>
    void f.snapshot({ leftOut: 3, leftOutList: f.bomb(f.chunk('tree', Buffer.of(3))) }),
  'chunks that grow when they are opened': (f) => {
    const zeros = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024));
    const wide = zstdCompressSync(randomBytes(100), { params: { [constants.ZSTD_c_windowLog]: 27 } });
    const ids = [zeros, wide].map((bytes) => f.keys.chunkId('data', bytes));
    f.pack('data', [
      { id: ids[0]!, bytes: zeros, plainLength: 4 * 1024 * 1024, flags: 1 },
      { id: ids[1]!, bytes: wide, plainLength: 100, flags: 1 },
    ]);
    const files = ids.map((id, i) => ({ name: `${i}`, size: 100n, content: encodeIdList(oneOf(id)) }));
    void f.snapshot({ tree: oneOf(f.node(...files)) });
  },
  'chunks under the ids of others, longer than any': (f) => {
    const id = f.keys.chunkId('data', Buffer.from('something else'));
    f.pack('data', [{ id, bytes: Buffer.from('this'), plainLength: 0xffffffff, flags: 0 }]);
    f.pack('data', [{ id, bytes: Buffer.from('this'), plainLength: 4, flags: 255 }]);
    void f.snapshot({ tree: oneOf(f.node({ name: 'a', size: 4n, content: encodeIdList(oneOf(id)) })) });
  },
  'a shard that lies of lengths and packs': (f) => {
    const id = f.chunk('data', Buffer.from('ten bytes.'));
    const entries = ShardEntries.of([{ id, length: 0xffffffff, plainLength: 0xffffffff }]);
    f.shard([{ kind: 'data', sha256: randomBytes(32), size: 0xffffffff, entries }]);
    f.shard([{ kind: 'tree', sha256: randomBytes(32), size: 0, entries }]);
    const content = encodeIdList(oneOf(id));
    void f.snapshot({
      tree: oneOf(f.node({ name: 'a', size: 10n, content }, { name: 'b', size: 2n ** 32n - 1n, content })),
    });
  },
  'a shard of a pack with four thousand million chunks': (f) => {
    const plain = new ByteWriter().u8(1).raw(randomBytes(32)).u32(5).u32(0xffffffff).raw(randomBytes(28));
    const name = f.object('index', f.sealed('index', 'index shard', plain.toBuffer()));
    void f.snapshot({}, [name]);
  },
  'a mark of four thousand million names, and one of the year 300,000,000': (f) => {
    const mark = (count: number, at: bigint): Buffer => new ByteWriter().u8(2).u64(at).u32(count).toBuffer();
    for (const plain of [mark(0xffffffff, 5n), mark(0, 2n ** 63n), Buffer.of(9)])
      f.object('mark', f.sealed('mark', 'mark', plain));
    void f.snapshot({});
  },
  'a segment of names that are nowhere': (f) =>
    void f.snapshot(
      {},
      Array.from({ length: 3000 }, () => `data/${randomBytes(32).toString('hex')}`),
    ),
  'a root that is no object': (f) => {
    for (const text of ['', 'null', '[]', '"x"', '{', '{"__proto__":{"phone":"p"}}', '{"constructor":{}}'])
      f.snapshot(Buffer.from(text));
  },
  'a root of a million brackets, and one of five MiB': (f) => {
    f.snapshot(Buffer.from('['.repeat(1_000_000)));
    f.snapshot(Buffer.from(JSON.stringify({ ...honestRoot(), phone: 'p'.repeat(5 * 1024 * 1024) })));
  },
  'roots with absurd fields': (f) => {
    const absurd: Record<string, unknown[]> = {
      takenAtMs: [1e300, 9e15, -1, 0.5, '5', null],
      files: [2 ** 53, -1, 'many'],
      bytes: ['9'.repeat(20), '1e5', 5],
      rootMtimeNs: ['9'.repeat(19), `-${'9'.repeat(19)}`, '0x5'],
      rootMode: [2 ** 32, -1],
      tree: ['', 'AAAB', 'AwBA'.repeat(100), 5, '////'],
      wraps: [['\x1b[2J'], ['keys/../x'], 'keys', [5]],
      previous: ['\x1b[2J', 'snapshot/x', `data/${'a'.repeat(64)}`],
      original: ['../../x', 7],
      categories: [[5], 'photos'],
      phone: [5, null, {}],
    };
    for (const [field, values] of Object.entries(absurd))
      for (const value of values)
        f.snapshot(Buffer.from(JSON.stringify({ ...honestRoot(), [field]: value })));
  },
  'the last moment there is': (f) => void f.snapshot({ takenAtMs: 253_402_300_799_999 }),
};
