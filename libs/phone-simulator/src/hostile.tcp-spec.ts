import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openPhone } from '@holdfast/phones';
import type { PhoneFaults, SyntheticEntry } from './faults.js';
import { hostilePhone, ODD_NAMES, REFUSED_NAMES } from './hostile/hostile-names.js';
import { startAndroidPhone } from './start-android-phone.js';
import { pathText, readAll, scanAll } from './testing/backup.js';
import { clientOptions } from './testing/options.js';
import { makePhoneFolder } from './testing/phone-folder.js';

jest.setTimeout(60_000);

let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
beforeAll(async () => {
  folder = await makePhoneFolder();
});
afterAll(() => folder.remove());

async function against<T>(
  faults: PhoneFaults,
  work: (session: Awaited<ReturnType<typeof openPhone>>) => Promise<T>,
): Promise<T> {
  const phone = await startAndroidPhone({ root: folder.root, auth: 'none', faults });
  const session = await openPhone(
    { platform: 'android', address: `127.0.0.1:${phone.port}` },
    clientOptions(folder.base),
  );
  try {
    return await work(session);
  } finally {
    await session.close();
    await phone.close();
  }
}

const directory = (name: string): SyntheticEntry => ({ name: Buffer.from(name), kind: 'directory' });

describe('a hostile phone', () => {
  it('gets no name that could lead out of a target, and keeps every odd but legal one byte for byte', async () => {
    const { entries, left, hashes } = await against({ synthetic: hostilePhone }, ({ source }) =>
      readAll(source),
    );
    const hostile = [...entries.values()].filter((entry) => pathText(entry.path).startsWith('hostile/'));
    for (const { path } of entries.values()) {
      for (const name of path) {
        expect(name.length).toBeGreaterThan(0);
        expect(['.', '..']).not.toContain(Buffer.from(name).toString());
        expect(name.includes(0x2f) || name.includes(0)).toBe(false);
      }
    }
    const names = hostile.map((entry) => Buffer.from(entry.path[1] ?? []).toString('latin1'));
    for (const odd of ODD_NAMES) expect(names).toContain(Buffer.from(odd).toString('latin1'));
    expect(names.filter((name) => name === 'twice.txt')).toHaveLength(1);
    const causes = left.map((one) => one.cause);
    // `.` and one `..` are the folder's own: the second `..` is refused; `twice.txt` too the second time.
    expect(causes.filter((cause) => cause === 'name-refused')).toHaveLength(REFUSED_NAMES.length + 2);
    expect(causes).toContain('permission-denied');
    expect(causes).toContain('unreadable');
    expect(entries.get('hostile/old.txt')?.mtimeNs).toBe(-1_000_000_000_000_000_000n);
    expect(entries.get('hostile/future.txt')?.mtimeNs).toBe(5_000_000_000_000_000_000n);
    expect(entries.get('hostile/out.txt')).toMatchObject({
      kind: 'symlink',
      linkTarget: Buffer.from('../../../../etc/passwd'),
    });
    expect(Object.keys(hashes).some((name) => name.includes('out.txt'))).toBe(false);
  });

  it('may nest folders deeper than its own protocol reaches: the rest is left out, the scan goes on', async () => {
    const synthetic = (below: string): SyntheticEntry[] | undefined =>
      below === '' || /^d(\/d)*$/.test(below) ? [directory('d')] : undefined;
    const { entries, left } = await against({ synthetic }, ({ source }) => scanAll(source));
    expect(entries.size).toBeGreaterThan(500);
    expect(left.map((one) => one.cause)).toEqual(['unreadable']);
  });

  it('may list 60,000 names in one folder', async () => {
    function* many(): Generator<SyntheticEntry> {
      for (let at = 0; at < 60_000; at += 1) yield { name: Buffer.from(`${at}.jpg`), size: 1n };
    }
    const synthetic = (below: string): Iterable<SyntheticEntry> | undefined =>
      below === '' ? [directory('m')] : below === 'm' ? many() : undefined;
    let count = 0;
    await against({ synthetic }, async ({ source }) => {
      for await (const entry of source.scan({ categories: ['photos'] }, () => undefined))
        if (entry.kind === 'file') count += 1;
    });
    expect(count).toBeGreaterThanOrEqual(60_000);
  });
});
