import { afterAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { newKeyPair } from '../crypto/key-pair.js';
import { newRecoveryCode } from '../crypto/recovery-code.js';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { encodeWrap, parseWrap } from '../crypto/wrap-object.js';
import { repositoryIdOf } from '../format/config-object.js';
import { sha256Hex } from '../format/object-name.js';
import { rotateKeys } from '../recipients/rotate-keys.js';
import { memoryLocation } from '../testing/memory-location.js';
import { scratch } from '../testing/scratch.js';
import { createRepository } from './create-repository.js';
import { openRepository } from './open-repository.js';
import type { Unlock } from './opening.js';

// scrypt takes its time over each password.
jest.setTimeout(60_000);

const folder = scratch();
afterAll(folder.remove);

const key = newKeyPair();
const RIGHT: Record<string, Unlock> = {
  password: { kind: 'password', password: Buffer.from('right') },
  'recovery-code': { kind: 'recovery-code', words: newRecoveryCode() },
  ana: { kind: 'key', privateKey: key.privateKey },
};
const WRONG: Record<string, Unlock> = {
  password: { kind: 'password', password: Buffer.from('wrong') },
  'recovery-code': { kind: 'recovery-code', words: newRecoveryCode() },
  ana: { kind: 'key', privateKey: newKeyPair().privateKey },
};

const made = memoryLocation();
const recipients = [
  { kind: 'password', password: Buffer.from('right') },
  { kind: 'key', name: 'ana', publicKey: key.publicKey },
  RIGHT['recovery-code'] as { kind: 'recovery-code'; words: string },
] as const;
const first = { location: made, workFolder: folder.in('made'), recipients, unlock: RIGHT['ana']! };
await (await createRepository(first)).close();
await rotateKeys({ location: made, unlock: RIGHT['ana']! });
let opened = 0;

describe.each(Object.keys(RIGHT))('opening by %s', (id) => {
  let location: ReturnType<typeof memoryLocation>;
  beforeEach(() => {
    location = memoryLocation();
    for (const [name, bytes] of made.objects) location.objects.set(name, Buffer.from(bytes));
  });
  const open = async (unlock: Unlock): Promise<void> =>
    (await openRepository({ location, workFolder: folder.in(`open-${opened++}`), unlock })).close();
  const wrapsOf = (recipient: string): string[] =>
    [...location.objects.keys()].filter((name) => name.includes(`/${recipient}-`));
  const damage = (names: readonly string[]): void => {
    for (const name of names) location.objects.get(name)![70]! ^= 1;
  };

  it('passes, and the wrong one is wrong, not damage', async () => {
    await open(RIGHT[id]!);
    await expect(open(WRONG[id]!)).rejects.toMatchObject({ code: 'wrong-key' });
  });

  it("is not hindered by damage to others' wraps, and the wrong one is still wrong", async () => {
    damage(Object.keys(RIGHT).flatMap((one) => (one === id ? [] : wrapsOf(one))));
    await open(RIGHT[id]!);
    await expect(open(WRONG[id]!)).rejects.toMatchObject({ code: 'wrong-key' });
  });

  it('passes with one of its own damaged, which verify names', async () => {
    const [one] = wrapsOf(id);
    damage([one!]);
    const repository = await openRepository({
      location,
      workFolder: folder.in(`open-${opened++}`),
      unlock: RIGHT[id]!,
    });
    const report = await repository.verify();
    await repository.close();
    expect(report.damage.map(({ objectName }) => objectName)).toEqual([one]);
  });

  it('says damage, and names it, when all of its own are damaged', async () => {
    damage(wrapsOf(id));
    const failure = { code: 'object-altered', message: expect.stringContaining(wrapsOf(id)[0]!) };
    await expect(open(RIGHT[id]!)).rejects.toMatchObject(failure);
  });

  it('passes beside a forged wrap to its key, and takes nothing from one that holds another secret', async () => {
    const name = wrapsOf(id)[0]!;
    const { recipient } = parseWrap(location.objects.get(name)!, name);
    const repositoryId = repositoryIdOf(location.objects.get('config')!)!;
    const keys = new RepositoryKeys(repositoryId, randomBytes(32), []);
    const forged = encodeWrap(keys, { number: 9, key: randomBytes(32), createdAtMs: 1 }, recipient);
    forged.bytes[forged.bytes.length - 1]! ^= 1;
    const broken = forged.name.replace(/[0-9a-f]{64}$/, sha256Hex(forged.bytes));
    location.objects.set(broken, forged.bytes);
    await open(RIGHT[id]!);
    forged.bytes[forged.bytes.length - 1]! ^= 1;
    location.objects.set(forged.name, forged.bytes);
    const failure = { code: 'object-altered', message: expect.stringContaining('different secrets') };
    await expect(open(RIGHT[id]!)).rejects.toMatchObject(failure);
  });

  it('passes beside wraps of another repository, and is wrong where only such fit', async () => {
    const other = memoryLocation();
    const workFolder = folder.in(`other-${opened++}`);
    await (await createRepository({ ...first, location: other, workFolder })).close();
    const brought = [...other.objects].filter(([name]) => name.startsWith('keys/'));
    for (const [name, bytes] of brought) location.objects.set(name, bytes);
    await open(RIGHT[id]!);
    for (const name of made.objects.keys()) if (name.startsWith('keys/')) location.objects.delete(name);
    await expect(open(RIGHT[id]!)).rejects.toMatchObject({ code: 'wrong-key' });
  });

  it('finds nothing where the wraps are gone', async () => {
    for (const name of made.objects.keys()) if (name.startsWith('keys/')) location.objects.delete(name);
    await expect(open(RIGHT[id]!)).rejects.toMatchObject({ code: 'not-a-repository' });
  });
});

describe('what a wrap asks of this computer', () => {
  const planted = (count: number, logN: number): ReturnType<typeof memoryLocation> => {
    const location = memoryLocation();
    for (const [name, bytes] of made.objects) location.objects.set(name, bytes);
    const keys = new RepositoryKeys(repositoryIdOf(made.objects.get('config')!)!, randomBytes(32), []);
    for (let i = 0; i < count; i++) {
      const cost = { salt: randomBytes(32), logN, r: 8, p: 1 };
      const publicKey = Buffer.from(newKeyPair().publicKey);
      const to = { role: 'password' as const, id: `password-${i}`, publicKey, cost };
      const { name, bytes } = encodeWrap(keys, { number: 1, key: randomBytes(32), createdAtMs: 1 }, to);
      location.objects.set(name, bytes);
    }
    return location;
  };
  const open = async (location: ReturnType<typeof memoryLocation>, unlock: Unlock): Promise<void> =>
    (await openRepository({ location, workFolder: folder.in(`asks-${opened++}`), unlock })).close();

  it('is refused when it is absurd, and the right password opens all the same', async () => {
    const location = planted(1, 40);
    await open(location, RIGHT['password']!);
    const failure = { code: 'object-altered', message: expect.stringContaining('password-0') };
    await expect(open(location, WRONG['password']!)).rejects.toMatchObject(failure);
  });

  it('is bounded in number, those of the newest epoch first', async () => {
    const location = planted(20, 10);
    await open(location, RIGHT['password']!);
    await expect(open(location, WRONG['password']!)).rejects.toMatchObject({ code: 'object-altered' });
  });
});
