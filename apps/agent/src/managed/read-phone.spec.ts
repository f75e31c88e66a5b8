import { describe, expect, it } from '@jest/globals';
import type { Category, LeftOut, PullSource } from '@holdfast/contracts';
import { PolicyV1 } from '@holdfast/contracts';
import type { PhoneRun } from './back-up-phone.js';
import { categoriesRead, notRead, readsWhole, tellingWhatIsNotRead } from './read-phone.js';

const run = (platform: string, iosBackup: 'photos' | 'whole', asked: Category[], allowed = asked): PhoneRun =>
  ({
    phone: { platform },
    policy: {
      policy: PolicyV1.parse({ schema: 1, name: 'x', scope: { iosBackup, categories: allowed } }),
      version: 1,
    },
    categories: asked,
  }) as unknown as PhoneRun;

describe('how a run reads its phone', () => {
  it.each<[string, boolean, PhoneRun]>([
    ['an iPhone as the policy says', true, run('ios', 'whole', ['photos', 'contacts'])],
    ['an iPhone whose policy wants it whole for its photos', true, run('ios', 'whole', ['photos'])],
    [
      'photos alone, where the policy does not ask for more',
      false,
      run('ios', 'photos', ['photos', 'contacts']),
    ],
    [
      'photos alone, where its person wants no more',
      false,
      run('ios', 'whole', ['photos'], ['photos', 'messages']),
    ],
    ['an Android phone', false, run('android', 'whole', ['photos', 'contacts'])],
  ])('is whole or not: %s', (_, isWhole, given) => {
    expect(readsWhole(given)).toBe(isWhole);
  });

  it('says which categories of the policy are not read', () => {
    expect(notRead(run('ios', 'photos', ['photos', 'contacts']))).toEqual(['contacts']);
    expect(notRead(run('ios', 'whole', ['photos', 'contacts']))).toEqual([]);
    expect(notRead(run('ios', 'whole', ['photos'], ['photos', 'messages']))).toEqual(['messages']);
    expect(notRead(run('android', 'photos', ['photos'], ['photos', 'messages']))).toEqual(['messages']);
  });

  it('asks the phone for the others only', () => {
    expect(categoriesRead(run('ios', 'photos', ['photos', 'contacts']))).toEqual(['photos']);
    expect(categoriesRead(run('ios', 'whole', ['photos', 'contacts']))).toBeUndefined();
    expect(categoriesRead(run('android', 'photos', ['contacts']))).toEqual(['contacts']);
  });

  it('tells them as left out, before what is there', async () => {
    const left: LeftOut[] = [];
    const source: PullSource = {
      async *scan() {
        yield { path: [], kind: 'directory', size: 0n, mtimeNs: 0n, category: 'other', ref: '' };
      },
      async *open() {
        yield new Uint8Array(0);
      },
      close: async () => {},
    };
    const scanned = tellingWhatIsNotRead(source, ['contacts', 'documents']);
    let entries = 0;
    for await (const entry of scanned.scan({}, (one) => left.push(one)))
      entries += entry.path.length === 0 ? 1 : 0;
    expect(entries).toBe(1);
    expect(left).toEqual([
      { path: [], category: 'contacts', cause: 'not-in-policy' },
      { path: [], category: 'documents', cause: 'not-in-policy' },
    ]);
    expect(tellingWhatIsNotRead(source, [])).toBe(source);
  });
});
