import type { CauseClass } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { describe, expect, it } from '@jest/globals';
import type { IosRecordFile, IosRecords } from '../../records/ios-records.js';
import { PocketSink } from '../testing/pocket-sink.js';
import { putRecords } from './put-records.js';

const file = (name: string, text: string | SourceError): IosRecordFile => ({
  path: ['Contacts', name],
  mtimeNs: () => 7n,
  bytes: async function* () {
    yield Buffer.from('[');
    if (text instanceof SourceError) throw text;
    yield Buffer.from(text);
  },
});

const contacts = (files: readonly IosRecordFile[], leftOut: readonly CauseClass[] = []): IosRecords => ({
  category: 'contacts',
  folder: 'Contacts',
  inputs: [['HomeDomain', 'AddressBook']],
  files: async function* () {
    yield* files;
  },
  leftOut: () => leftOut,
});

const nobody = async (): Promise<undefined> => undefined;
const changedTo =
  (text: string) =>
  async (_domain: string, path: string): Promise<Uint8Array | undefined> =>
    path.endsWith('-wal') ? undefined : Buffer.from(text);

/** What a run shows that begins after another one. */
async function after(last: PocketSink | undefined, text: string, kind: IosRecords): Promise<PocketSink> {
  const sink = new PocketSink(last);
  await putRecords(sink, [kind], changedTo(text));
  return sink;
}

describe('what is made of databases', () => {
  it('is stored apart from what the phone stored, and shown as of every phone', async () => {
    const sink = new PocketSink();
    await putRecords(sink, [contacts([file('contacts.json', '[]'), file('contacts.vcf', 'BEGIN')])], nobody);
    expect(String(sink.staged.get('records/2')?.bytes)).toBe('[BEGIN');
    expect(sink.arranged.get('Phone records/Contacts/contacts.vcf')).toMatchObject({
      from: 'records/2',
      shown: { kind: 'file', category: 'contacts', mtimeNs: 7n, isMade: true },
    });
  });

  it('that cannot be shown is left out, and not kept', async () => {
    const sink = new PocketSink();
    await putRecords(sink, [contacts([file('same', 'a'), file('same', 'b')])], nobody);
    expect(sink.leftOut).toMatchObject([
      { shown: 'Phone records/Contacts/same', category: 'contacts', cause: 'name-refused' },
    ]);
    expect([...sink.staged.keys()]).toEqual(['records/1']);
    const again = await after(sink, 'whatever', contacts([file('same', 'a'), file('same', 'b')]));
    const third = await after(again, 'whatever', contacts([file('same', 'a'), file('same', 'b')]));
    expect(third.leftOut).toMatchObject([{ cause: 'name-refused' }]);
  });

  it('is not made again while its databases are what they were', async () => {
    const first = await after(undefined, 'as it was', contacts([file('a.json', 'a')]));
    const never = contacts([file('a.json', new SourceError('internal', 'made again'))]);
    const second = await after(first, 'as it was', never);
    expect(second.received).toEqual([]);
    expect([...second.arranged.keys()]).toEqual(['Phone records/Contacts/a.json']);
    const third = await after(second, 'other', contacts([file('b.json', 'b')]));
    expect([...third.arranged.keys()]).toEqual(['Phone records/Contacts/b.json']);
  });

  it('and is not whole is shown as far as it goes, and made again the next time', async () => {
    const broken = new SourceError('unreadable', 'The database ends in the middle.');
    const first = await after(
      undefined,
      'as it was',
      contacts([file('a.json', 'a'), file('b.json', broken)]),
    );
    expect([...first.arranged.keys()]).toEqual(['Phone records/Contacts/a.json']);
    expect([...first.staged.keys()]).toEqual(['records/1']);
    expect(first.leftOut).toMatchObject([{ shown: 'Phone records/Contacts', cause: 'unreadable' }]);
    const second = await after(first, 'as it was', contacts([file('a.json', 'a')], ['unreadable']));
    expect(second.received).toEqual(['records/1']);
    const third = await after(second, 'as it was', contacts([file('a.json', 'a')]));
    expect(third.received).toEqual(['records/1']);
  });

  it('ends with what ends the run', async () => {
    const cancelled = contacts([file('a.json', new SourceError('cancelled', 'Stopped.'))]);
    await expect(putRecords(new PocketSink(), [cancelled], nobody)).rejects.toMatchObject({
      causeClass: 'cancelled',
    });
  });
});
