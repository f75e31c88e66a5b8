import { describe, expect, it } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { peopleAndMessages } from '../testing/people-and-messages.js';
import { readRecords } from '../testing/read-records.js';

type Element = readonly [string, Readonly<Record<string, string>>];

function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => elements.push([tag.name, tag.attributes as Record<string, string>]));
  parser.write(xml).close();
  return elements;
}

describe('messages.xml', () => {
  it('is read back by another library, whatever the texts hold', async () => {
    const { text } = await readRecords(peopleAndMessages(), ['messages']);
    const elements = elementsOf(await text('Phone records/Messages/messages.xml'));
    expect(elements[0]).toEqual(['smses', { count: '5' }]);
    const sms = elements.filter(([name]) => name === 'sms').map(([, attributes]) => attributes);
    expect(sms.map((one) => one['body'])).toEqual([
      'Hi, "you" & <me>\nline 2 \u{1f600}',
      'x\nRow: 0 _id=1, thread_id=9, body=forged',
      '',
    ]);
    expect(sms[0]).toMatchObject({
      address: '+491',
      date: '1700000000000',
      type: '1',
      subject: 'null',
      readable_date: '2023-11-14T22:13:20.000Z',
      contact_name: '(Unknown)',
    });
  });

  it('holds multimedia messages with their parts and addresses, large files by name', async () => {
    const { text } = await readRecords(peopleAndMessages(), ['messages']);
    const elements = elementsOf(await text('Phone records/Messages/messages.xml'));
    const mms = elements.filter(([name]) => name === 'mms').map(([, attributes]) => attributes);
    expect(mms.map((one) => [one['date'], one['address'], one['sub']])).toEqual([
      ['1700000200000', '+491', 'Trip'],
      ['1700000300000', '+492~+493', 'null'],
    ]);
    const parts = elements.filter(([name]) => name === 'part').map(([, attributes]) => attributes);
    expect(parts.map((one) => one['data'])).toEqual([
      undefined,
      undefined,
      Buffer.from('jpeg bytes').toString('base64'),
      undefined,
    ]);
    expect(parts[1]?.['text']).toBe('hello\nthere');
    expect(parts[3]?.['holdfast_file']).toBe('Attachments/8-23-CON.png');
    expect(
      elements.filter(([name]) => name === 'addr').map(([, one]) => [one['address'], one['type']]),
    ).toEqual([
      ['+491', '137'],
      ['insert-address-token', '151'],
      ['+492', '137'],
      ['+493', '151'],
    ]);
  });
});

describe('messages.json', () => {
  it('keeps every character and says where addresses are from', async () => {
    const { text, entries } = await readRecords(peopleAndMessages(), ['messages']);
    const { records } = JSON.parse(await text('Phone records/Messages/messages.json'));
    expect(records[0]).toMatchObject({ message: 'sms', body: 'Hi, "you" & <me>\nline 2 \u0000\u{1f600}' });
    expect(records[2]).not.toHaveProperty('body');
    expect(records[3]).toMatchObject({
      message: 'mms',
      date_utc: '2023-11-14T22:16:40.000Z',
      addressesFrom: 'thread',
    });
    expect(records[4]).toMatchObject({
      addressesFrom: 'message',
      addresses: [{ address: '+492', type: 137 }, {}],
    });
    const files = records.flatMap((one: { parts?: { file?: string }[] }) => one.parts ?? []);
    for (const { file } of files.filter((part: { file?: string }) => part.file !== undefined)) {
      expect(entries.has(`Phone records/Messages/${file}`)).toBe(true);
    }
  });
});

describe('attachments', () => {
  it('are entries of their own with safe names, read byte by byte', async () => {
    const { entries, text } = await readRecords(peopleAndMessages(), ['messages']);
    const names = [...entries.keys()].filter((path) => path.includes('Attachments/'));
    expect(names).toEqual([
      'Phone records/Messages/Attachments/7-22-evil__name.jpg',
      'Phone records/Messages/Attachments/8-23-CON.png',
    ]);
    expect(await text(names[0] ?? '')).toBe('jpeg bytes');
    expect(Number((entries.get(names[0] ?? '')?.mtimeNs ?? 0n) / 1_000_000_000n)).toBe(1_700_000_200);
  });

  it('that are gone concern that file only', async () => {
    const databases = { ...peopleAndMessages(), files: {} };
    const { text } = await readRecords(databases, ['messages']);
    await expect(text('Phone records/Messages/Attachments/8-23-CON.png')).rejects.toMatchObject({
      causeClass: 'vanished',
    });
    expect(await text('Phone records/Messages/messages.xml')).toContain('holdfast_file');
  });
});
