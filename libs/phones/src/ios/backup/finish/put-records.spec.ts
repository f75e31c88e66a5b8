import { describe, expect, it } from '@jest/globals';
import { PocketSink } from '../testing/pocket-sink.js';
import { putRecords, type RecordFile } from './put-records.js';

async function* made(...files: RecordFile[]): AsyncGenerator<RecordFile> {
  yield* files;
}

const file = (name: string, text: string): RecordFile => ({
  path: ['Contacts', name],
  category: 'contacts',
  mtimeNs: 7n,
  bytes: async function* () {
    yield Buffer.from(text);
  },
});

describe('what is made of databases', () => {
  it('is stored apart from what the phone stored, and shown as of every phone', async () => {
    const sink = new PocketSink();
    await putRecords(sink, made(file('contacts.json', '[]'), file('contacts.vcf', 'BEGIN')));
    expect(String(sink.staged.get('records/2')?.bytes)).toBe('BEGIN');
    expect(sink.arranged.get('Phone records/Contacts/contacts.vcf')).toMatchObject({
      from: 'records/2',
      shown: { kind: 'file', category: 'contacts', mtimeNs: 7n },
    });
  });

  it('that cannot be shown is left out, and not kept', async () => {
    const sink = new PocketSink();
    await putRecords(sink, made(file('same', 'a'), file('same', 'b')));
    expect(sink.leftOut).toMatchObject([
      { shown: 'Phone records/Contacts/same', category: 'contacts', cause: 'name-refused' },
    ]);
    expect([...sink.staged.keys()]).toEqual(['records/1']);
  });
});
