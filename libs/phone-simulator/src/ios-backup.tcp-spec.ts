import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { classKeysOf, openSealed } from '@holdfast/phones';
import { writeIosDatabases } from './ios/databases/write-ios-databases.js';
import type { KeptSink } from './testing/kept-sink.js';
import { wholeIphone, type WholeIphone } from './testing/whole-iphone.js';

jest.setTimeout(30_000);

const PHOTO = 'DCIM/100APPLE/IMG_0001.JPG';
const isFile = (path: string): boolean => /^[0-9a-f]{2}\/[0-9a-f]{40}$/.test(path.replace('Snapshot/', ''));
const filesIn = (sink: KeptSink): string[] => sink.received.filter(isFile);

describe('a whole iPhone', () => {
  let whole: WholeIphone;
  afterEach(() => whole.close());

  it('is backed up in full, then what changed of it', async () => {
    whole = await wholeIphone();
    const { sink: first, error } = await whole.backUp();
    expect(error).toBeUndefined();
    expect(first).toMatchObject({ isCommitted: true, secrets: undefined, left: [] });
    expect(first.stored(PHOTO)?.equals(await readFile(join(whole.root, PHOTO)))).toBe(true);
    expect(filesIn(first).length).toBe(whole.phone.faultStats.filesRead);
    const again = await whole.backUp({ last: first });
    expect(filesIn(again.sink)).toEqual([]);
    expect([...again.sink.shown.keys()]).toEqual([...first.shown.keys()]);

    const film = Buffer.alloc(3_000_000, 9);
    await writeFile(join(whole.root, 'DCIM/100APPLE/IMG_9999.MOV'), film);
    await rm(join(whole.root, PHOTO));
    const { sink: second } = await whole.backUp({ last: again.sink });
    expect(filesIn(second)).toHaveLength(1);
    expect(second.stored('DCIM/100APPLE/IMG_9999.MOV')?.equals(film)).toBe(true);
    expect(second.shown.has(PHOTO)).toBe(false);
    // Manifests, and the one film.
    expect(second.receivedBytes).toBeLessThan(film.length + 200_000);
    const { sink: full } = await whole.backUp({ last: second, options: { full: true } });
    expect(filesIn(full).length).toBeGreaterThan(20);
    expect(full.files.size).toBe(second.files.size);
  });

  it('that seals its backups is opened with its password, and next time without it', async () => {
    whole = await wholeIphone({ password: 'their password' });
    const options = { password: 'their password', wantsEncrypted: true };
    const { sink: first, error } = await whole.backUp({ options });
    expect(error).toBeUndefined();
    expect(first.left).toEqual([]);
    expect(Buffer.from(first.secrets!).toString()).toContain('their password');
    expect(await opened(first, PHOTO)).toEqual(await readFile(join(whole.root, PHOTO)));
    await writeFile(join(whole.root, 'DCIM/100APPLE/NEW.JPG'), 'new');
    const { sink: second } = await whole.backUp({ last: first, options: { keepPassword: false } });
    expect(filesIn(second)).toHaveLength(1);
    expect(second.shown.get('DCIM/100APPLE/NEW.JPG')?.entry.openedSize).toBe(3n);
    expect(Buffer.from(second.secrets!).toString()).not.toContain('their password');
    const { sink: sealed } = await whole.backUp({ options: { password: 'another' } });
    expect(sealed).toMatchObject({
      isCommitted: true,
      secrets: undefined,
      left: [': iphone-password-unknown'],
    });
  });

  it('gives its people, messages and calls out of sealed databases, as every phone does', async () => {
    whole = await wholeIphone({ password: 'pass' });
    const of = { seed: 3, contacts: 5, sms: 9, mms: 1, calls: 5, events: 3 };
    await writeIosDatabases(whole.root, of);
    const { sink: first } = await whole.backUp({ options: { password: 'pass' } });
    expect(first.left).toEqual([]);
    const records = (sink: KeptSink): [string, string][] =>
      [...sink.shown.keys()]
        .filter((place) => place.startsWith('Phone records/'))
        .map((place) => [place, String(sink.stored(place))]);
    const names = records(first).map(([place]) => place);
    for (const name of ['Contacts/contacts.vcf', 'Messages/messages.json', 'Calls/calls.json'])
      expect(names).toContain(`Phone records/${name}`);
    expect(String(first.stored('Phone records/Contacts/contacts.vcf')).match(/^END:VCARD/gm)).toHaveLength(5);
    const { sink: second } = await whole.backUp({ last: first });
    expect(records(second)).toEqual(records(first));
    const madeAgain = (sink: KeptSink): string[] =>
      names.filter((place) => !sink.kept.includes(place)).map((place) => place.split('/')[1]!);
    // What the phone is and what is installed stands in lists that come with each backup.
    expect(new Set(madeAgain(second))).toEqual(new Set(['Apps', 'Phone']));
    await writeIosDatabases(whole.root, { ...of, sms: 10 });
    const { sink: third } = await whole.backUp({ last: second });
    expect(new Set(madeAgain(third))).toEqual(new Set(['Apps', 'Phone', 'Messages']));
    expect(records(third).map(([place]) => place)).toEqual(names);
    const json = 'Phone records/Messages/messages.json';
    expect(third.stored(json)!.length).toBeGreaterThan(first.stored(json)!.length);
  });

  it('that does not seal them lacks what only sealed ones hold', async () => {
    whole = await wholeIphone();
    const { sink } = await whole.backUp({ options: { wantsEncrypted: true } });
    expect(sink.left).toContain('Health: iphone-not-encrypted');
    expect(sink.isCommitted).toBe(true);
  });

  it('gives what it can read', async () => {
    whole = await wholeIphone({
      faults: { backup: { unreadable: ['CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.JPG'] } },
    });
    const { sink, error } = await whole.backUp();
    expect(error).toBeUndefined();
    expect(sink.left).toHaveLength(1);
    expect(sink.left[0]).toMatch(/IMG_0001\.JPG: unreadable$/);
    expect(sink.shown.has('DCIM/100APPLE/IMG_0002.JPG')).toBe(true);
  });

  it('is restored, with what was deleted', async () => {
    whole = await wholeIphone({ password: 'pass' });
    const { sink } = await whole.backUp({ options: { password: 'pass' } });
    const photo = await readFile(join(whole.root, PHOTO));
    await rm(join(whole.root, 'DCIM'), { recursive: true });
    await mkdir(join(whole.root, 'DCIM'));
    const session = await whole.open();
    const restore = (password: string) =>
      session.whole!.restore(sink.asPushed, { scratch: '/nowhere', password, reboot: false });
    await expect(restore('wrong')).rejects.toMatchObject({ causeClass: 'iphone-password-unknown' });
    await restore('pass');
    await session.close();
    expect(await readFile(join(whole.root, PHOTO))).toEqual(photo);
    expect(whole.phone.faultStats.restores).toBe(1);
  });

  it('starts anew after a restore', async () => {
    whole = await wholeIphone();
    const { sink } = await whole.backUp();
    const session = await whole.open();
    await session.whole!.restore(sink.asPushed, { scratch: '/nowhere' });
    await session.close();
    expect(whole.phone.faultStats).toMatchObject({ restores: 1, unplugged: 1 });
  });

  it('has its backup password set, changed and removed', async () => {
    whole = await wholeIphone({ passcode: 'enter' });
    const session = await whole.open();
    const { changePassword, isEncrypted } = session.whole!;
    expect(await isEncrypted()).toBe(false);
    await changePassword({ to: 'one' });
    expect(await isEncrypted()).toBe(true);
    expect(whole.steps).toEqual([{ step: 'passcode', seconds: 180 }, { step: 'none' }]);
    await expect(changePassword({ from: 'wrong', to: 'two' })).rejects.toMatchObject({
      causeClass: 'iphone-password-unknown',
    });
    await changePassword({ from: 'one', to: 'two' });
    await changePassword({ from: 'two' });
    expect(await isEncrypted()).toBe(false);
    await session.close();
  });
});

/** The bytes of a sealed file, opened with what the snapshot holds. */
async function opened(sink: KeptSink, place: string): Promise<Buffer> {
  const { from, entry } = sink.shown.get(place)!;
  const parts: Uint8Array[] = [];
  for await (const part of openSealed(entry.opening!, classKeysOf(sink.secrets!), sink.read(from!)))
    parts.push(part);
  return Buffer.concat(parts);
}
