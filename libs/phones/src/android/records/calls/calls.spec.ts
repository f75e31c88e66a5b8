import { describe, expect, it } from '@jest/globals';
import { peopleAndMessages } from '../testing/people-and-messages.js';
import { readRecords } from '../testing/read-records.js';

describe('calls', () => {
  it('are in JSON and in XML, and columns that the phone lacks are missing', async () => {
    const { text, entries } = await readRecords(peopleAndMessages(), ['calls']);
    expect([...entries.keys()]).toEqual([
      'Phone records',
      'Phone records/Calls',
      'Phone records/Calls/calls.json',
      'Phone records/Calls/calls.xml',
    ]);
    const { records } = JSON.parse(await text('Phone records/Calls/calls.json'));
    expect(records[0]).toEqual({
      _id: 1,
      number: '+41',
      presentation: 1,
      date: 1_700_000_000_001,
      date_utc: '2023-11-14T22:13:20.001Z',
      duration: 61,
      type: 1,
      name: '<Ann> & "Bob"',
    });
    const xml = await text('Phone records/Calls/calls.xml');
    expect(xml).toContain('<calls count="3">');
    expect(xml).toContain('contact_name="&lt;Ann&gt; &amp; &quot;Bob&quot;" />');
  });
});
