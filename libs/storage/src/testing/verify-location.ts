import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Location } from '../location/location.js';
import { collected, HOSTILE_NAMES, objectOf, randomObject, sha256 } from './objects.js';

export interface LocationToVerify {
  /** An empty place. */
  readonly location: Location;
  /** False where only a control plane may take objects away. */
  readonly removes?: boolean;
  /** Makes the place unreachable; the last thing that the suite does to it. */
  readonly break: () => Promise<void> | void;
}

/**
 * The one contract of all kinds of location; `name` is the title of the suite, `many` how many names make its listing
 * turn a page (S3 pages hold 1,000).
 */
export function verifyLocation(name: string, make: () => Promise<LocationToVerify>, many = 1100): void {
  jest.setTimeout(60_000); // Machines that run everything at once are slow, and a hook that is cut off leaves servers.
  describe(`${name} keeps the contract of a location`, () => {
    let made: LocationToVerify;
    let location: Location;
    const names = async (prefix = ''): Promise<string[]> =>
      (await collected(location.list(prefix))).map((one) => one.name).sort();

    beforeAll(async () => {
      made = await make();
      location = made.location;
    }, 60_000);
    afterAll(() => location.close());

    it('is empty at first', async () => {
      expect(await names()).toEqual([]);
      expect(await location.stat('config')).toBeUndefined();
    });

    it.each([1, 65_537, 16 * 1024 * 1024])('gives %i bytes back as they were', async (size) => {
      const { name, bytes, object } = randomObject(size);
      expect(await location.put(name, object)).toBe('stored');
      expect(Buffer.compare(await location.get(name), bytes)).toBe(0);
      expect(await location.stat(name)).toBe(size);
      expect(await collected(location.list(name))).toMatchObject([{ name, size }]);
    });

    it.each(['config', `keys/00000001/agent-1/${'a'.repeat(64)}`, `snapshot/${'b'.repeat(64)}`])(
      'never replaces %s',
      async (name) => {
        const first = randomBytes(100);
        expect(await location.put(name, objectOf(first))).toBe('stored');
        expect(await location.put(name, objectOf(randomBytes(100)))).toBe('present');
        expect(await location.put(name, objectOf(randomBytes(7)))).toBe('present');
        expect(Buffer.compare(await location.get(name), first)).toBe(0);
      },
    );

    it.each([
      ['another digest', { sha256: 'c'.repeat(64) }],
      ['a longer body', { size: 999 }],
      ['a much longer body', { size: 1 }],
      ['a shorter body', { size: 1001 }],
    ])(
      'keeps nothing of an object with %s than announced',
      async (_, announced) => {
        const bytes = randomBytes(1000);
        const name = `tree/${sha256(bytes)}`;
        await expect(location.put(name, objectOf(bytes, announced))).rejects.toMatchObject({
          code: 'object-mismatch',
        });
        expect(await location.stat(name)).toBeUndefined();
        expect(await names(name)).toEqual([]);
        expect(await location.put(name, objectOf(bytes))).toBe('stored');
        expect(Buffer.compare(await location.get(name), bytes)).toBe(0);
        const other = `index/${sha256(bytes)}`;
        await expect(location.put(other, objectOf(bytes, announced))).rejects.toThrow('announced');
        expect(await names(`index/${sha256(bytes)}`)).toEqual([]);
      },
      15_000,
    );

    it('keeps nothing of a body that breaks off, and says why it broke off', async () => {
      const bytes = randomBytes(300_000);
      const name = `index/${sha256(bytes)}`;
      const open = async function* (): AsyncGenerator<Uint8Array> {
        yield bytes.subarray(0, 200_000);
        throw new Error('the spool file was gone');
      };
      await expect(location.put(name, objectOf(bytes, { open }))).rejects.toThrow('the spool file was gone');
      expect(await names(`index/${sha256(bytes)}`)).toEqual([]);
      expect(await location.put(name, objectOf(bytes))).toBe('stored');
    });

    it('says what is missing', async () => {
      const name = `data/${'d'.repeat(64)}`;
      await expect(location.get(name)).rejects.toMatchObject({ code: 'object-missing', retryHelps: false });
      expect(await location.stat(name)).toBeUndefined();
    });

    it.each(HOSTILE_NAMES)('refuses the name %j', async (name) => {
      const refused = { code: 'location-refused' };
      await expect(location.put(name, objectOf(randomBytes(10)))).rejects.toMatchObject(refused);
      await expect(location.get(name)).rejects.toMatchObject(refused);
      await expect(location.stat(name)).rejects.toMatchObject(refused);
    });

    it.each(['../', 'DATA/', 'data\\', '\0', 'a'.repeat(201)])('refuses to list %j', async (prefix) => {
      await expect(collected(location.list(prefix))).rejects.toMatchObject({ code: 'location-refused' });
    });

    it('lets eight writers of one name agree', async () => {
      const { name, bytes, object } = randomObject(200_000, 'segment');
      const answers = await Promise.all(Array.from({ length: 8 }, () => location.put(name, object)));
      expect(answers).toContain('stored');
      expect(Buffer.compare(await location.get(name), bytes)).toBe(0);
      expect(await names('segment/')).toEqual([name]);
    });

    it('removes an object once and for all, or says that it may not, and never the config', async () => {
      const { name, bytes, object } = randomObject(1000);
      await location.put(name, object);
      await expect(location.remove('config')).rejects.toMatchObject({ code: 'location-refused' });
      expect(await location.stat('config')).toBe(100);
      if (made.removes === false) {
        await expect(location.remove(name)).rejects.toMatchObject({ code: 'location-refused' });
        expect(await location.stat(name)).toBe(1000);
        return;
      }
      await location.remove(name);
      expect(await location.stat(name)).toBeUndefined();
      expect(await names(name)).toEqual([]);
      await expect(location.get(name)).rejects.toMatchObject({ code: 'object-missing' });
      expect(await location.remove(name)).toBeDefined();
      expect(await location.put(name, objectOf(bytes))).toBe('stored');
    });

    it(`lists ${many} names, each once, and by prefix`, async () => {
      const objects = Array.from({ length: many }, () => randomObject(8, 'index'));
      const before = await names('index/');
      for (let at = 0; at < objects.length; at += 16) {
        await Promise.all(objects.slice(at, at + 16).map(({ name, object }) => location.put(name, object)));
      }
      const all = [...before, ...objects.map(({ name }) => name)].sort();
      expect(await names('index/')).toEqual(all);
      expect(await names('index/0')).toEqual(all.filter((name) => name.startsWith('index/0')));
      expect(await names('con')).toEqual(['config']);
      expect(await names('keys/00000001/')).toHaveLength(1);
    }, 30_000);

    it('says that it cannot be reached, and that trying again later helps', async () => {
      await made.break();
      const unreachable = { code: 'location-unreachable', retryHelps: true };
      const { name, object } = randomObject(10);
      await expect(location.put(name, object)).rejects.toMatchObject(unreachable);
      await expect(location.get(name)).rejects.toMatchObject(unreachable);
      await expect(location.stat(name)).rejects.toMatchObject(unreachable);
      if (made.removes !== false) await expect(location.remove(name)).rejects.toMatchObject(unreachable);
      await expect(collected(location.list(''))).rejects.toMatchObject(unreachable);
    });
  });
}
