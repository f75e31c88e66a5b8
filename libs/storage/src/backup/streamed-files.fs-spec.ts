import { afterAll, describe, expect, it } from '@jest/globals';
import type { Entry, PullSource } from '@holdfast/contracts';
import { randomBytes } from 'node:crypto';
import { setImmediate as tick } from 'node:timers/promises';
import { newKeyPair } from '../crypto/key-pair.js';
import { folderLocation } from '../location/folder-location.js';
import { createRepository } from '../repository/create-repository.js';
import type { BackupResult, Repository } from '../repository/repository.js';
import { collected } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';

const folder = scratch();
afterAll(folder.remove);
let repositories = 0;

async function newRepository(): Promise<Repository> {
  const { privateKey, publicKey } = newKeyPair();
  repositories += 1;
  return createRepository({
    location: folderLocation(folder.in(`stored-${repositories}`)),
    workFolder: folder.in(`work-${repositories}`),
    recipients: [{ kind: 'key', name: 'a', publicKey }],
    unlock: { kind: 'key', privateKey },
  });
}

interface Streamed {
  bytes: Buffer;
  mtimeNs: bigint;
  sizeUnknown?: true;
}

/** A phone whose files are streamed, and that counts what is asked of it. */
class StreamedPhone implements PullSource {
  readonly opened: string[] = [];
  openNow = 0;
  mostOpen = 0;
  lookedAt = 0;
  /** Called after the last piece of a file; what it throws comes there. */
  atEnd: (name: string) => void | Promise<void> = () => undefined;

  constructor(readonly files: Map<string, Streamed>) {}

  async *scan(): AsyncGenerator<Entry> {
    for (const name of this.files.keys()) yield this.entry(name);
  }

  private entry(name: string): Entry {
    const { bytes, mtimeNs, sizeUnknown } = this.files.get(name)!;
    return {
      path: [Buffer.from(name)],
      kind: 'file',
      size: sizeUnknown ? 0n : BigInt(bytes.length),
      mtimeNs,
      category: 'documents',
      ref: name,
      ...(sizeUnknown && { sizeUnknown }),
    };
  }

  async lookAgain(read: readonly Entry[]): Promise<(Entry | undefined)[]> {
    this.lookedAt += read.length;
    return read.map((before) => {
      const now = this.entry(before.ref);
      return now.mtimeNs === before.mtimeNs && now.size === before.size ? undefined : now;
    });
  }

  async *open({ ref }: Entry): AsyncGenerator<Uint8Array> {
    this.opened.push(ref);
    this.openNow += 1;
    this.mostOpen = Math.max(this.mostOpen, this.openNow);
    try {
      const { bytes } = this.files.get(ref)!;
      for (let at = 0; at < bytes.length; at += 50_000) {
        await tick();
        yield bytes.subarray(at, at + 50_000);
      }
      await this.atEnd(ref);
    } finally {
      this.openNow -= 1;
    }
  }

  async close(): Promise<void> {}
}

const causeOf = (causeClass: string): Error =>
  Object.assign(new Error(causeClass), { name: 'SourceError', causeClass });

const backUp = (repository: Repository, source: PullSource, fullRead = false): Promise<BackupResult> =>
  repository.backup({ source, scope: {}, phone: 'p', sourceName: 's', fullRead, now: () => new Date() });

const readBack = async (repository: Repository, { snapshotId }: BackupResult, name: string) =>
  Buffer.concat(await collected(repository.read(snapshotId, [Buffer.from(name)])));

const streamed = (length: number, more: Partial<Streamed> = {}): Streamed => ({
  bytes: randomBytes(length),
  mtimeNs: 1n,
  ...more,
});

describe('streamed files', () => {
  it('are read side by side, no more than a source allows, and each is whole', async () => {
    const names = Array.from({ length: 40 }, (_, at) => `file ${at}`);
    const lengths = [10, 16_384, 400_000, 2_500_000];
    const phone = new StreamedPhone(new Map(names.map((name, at) => [name, streamed(lengths[at % 4]!)])));
    const repository = await newRepository();
    const result = await backUp(repository, phone);
    expect(phone.mostOpen).toBe(4);
    expect(phone.openNow).toBe(0);
    for (const name of names)
      expect((await readBack(repository, result, name)).equals(phone.files.get(name)!.bytes)).toBe(true);
    await repository.close();
  });

  it('of a file that changed while it was read the second reading counts, unmarked, and is not repeated', async () => {
    const phone = new StreamedPhone(new Map(['a', 'b'].map((name) => [name, streamed(300_000)])));
    const later = streamed(300_500, { mtimeNs: 9n });
    phone.atEnd = (name) => {
      if (name === 'a') phone.files.set('a', later);
    };
    const repository = await newRepository();
    const result = await backUp(repository, phone);
    expect(phone.opened.sort()).toEqual(['a', 'a', 'b']);
    expect(phone.lookedAt).toBe(3);
    expect((await readBack(repository, result, 'a')).equals(later.bytes)).toBe(true);
    expect(result.leftOut).toEqual([]);
    phone.opened.length = 0;
    await backUp(repository, phone);
    expect(phone.opened).toEqual([]);
    await repository.close();
  });

  it('one that never holds still is read twice, kept and marked', async () => {
    const phone = new StreamedPhone(
      new Map([
        ['small', streamed(300)],
        ['large', streamed(300_000)],
        ['steady', streamed(300_000)],
      ]),
    );
    phone.atEnd = (name) => {
      const file = phone.files.get(name)!;
      if (name !== 'steady') phone.files.set(name, { ...file, mtimeNs: file.mtimeNs + 1n });
    };
    const repository = await newRepository();
    const result = await backUp(repository, phone);
    expect(phone.opened.sort()).toEqual(['large', 'large', 'small', 'small', 'steady']);
    expect(result.files).toBe(3);
    expect(result.leftOut.map(({ path, cause }) => [String(path[0]), cause]).sort()).toEqual([
      ['large', 'changed-while-read'],
      ['small', 'changed-while-read'],
    ]);
    expect(await readBack(repository, result, 'small')).toEqual(phone.files.get('small')!.bytes);
    await repository.close();
  });

  it('of unknown size are told apart by their time alone', async () => {
    const phone = new StreamedPhone(
      new Map([
        ['same', streamed(70_000, { sizeUnknown: true })],
        ['newer', streamed(70_000, { sizeUnknown: true })],
      ]),
    );
    const repository = await newRepository();
    await backUp(repository, phone);
    phone.opened.length = 0;
    phone.files.set('newer', streamed(80_000, { sizeUnknown: true, mtimeNs: 2n }));
    const result = await backUp(repository, phone);
    expect(phone.opened).toEqual(['newer']);
    for (const name of ['same', 'newer'])
      expect((await readBack(repository, result, name)).equals(phone.files.get(name)!.bytes)).toBe(true);
    expect(result.bytes).toBe(150_000n);
    await repository.close();
  });

  it('that changed behind size and time are found by a full reading, and nothing else is stored anew', async () => {
    const phone = new StreamedPhone(
      new Map([
        ['steady', streamed(900_000)],
        ['silent', streamed(70_000)],
      ]),
    );
    const repository = await newRepository();
    await backUp(repository, phone);
    phone.files.get('silent')!.bytes = randomBytes(70_000);
    phone.opened.length = 0;
    await backUp(repository, phone);
    expect(phone.opened).toEqual([]);
    const result = await backUp(repository, phone, true);
    expect(phone.opened.sort()).toEqual(['silent', 'steady']);
    expect(await readBack(repository, result, 'silent')).toEqual(phone.files.get('silent')!.bytes);
    expect(result.facts.storedBytes).toBeLessThan(200_000);
    await repository.close();
  });

  it('that were here when the phone went are not read again', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const phone = new StreamedPhone(new Map(names.map((name) => [name, streamed(100_000)])));
    let dIsHere = (): void => undefined;
    const d = new Promise<void>((resolve) => (dIsHere = resolve));
    phone.atEnd = async (name) => {
      if (name === 'd') setImmediate(dIsHere);
      if (name !== 'c') return;
      await d;
      throw causeOf('unplugged');
    };
    const repository = await newRepository();
    await expect(backUp(repository, phone)).rejects.toMatchObject({ causeClass: 'unplugged' });
    phone.atEnd = () => undefined;
    phone.opened.length = 0;
    const result = await backUp(repository, phone);
    expect(phone.opened).not.toContain('a');
    expect(phone.opened).not.toContain('d');
    for (const name of names)
      expect((await readBack(repository, result, name)).equals(phone.files.get(name)!.bytes)).toBe(true);
    await repository.close();
  });
});
