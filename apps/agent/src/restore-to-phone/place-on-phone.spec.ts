import { describe, expect, it } from '@jest/globals';
import { momentDay } from './moment-day.js';
import { placeOnPhone } from './place-on-phone.js';
import { readMe } from './read-me.js';

const path = (text: string): Buffer[] => text.split('/').map((name) => Buffer.from(name));
const text = (of: readonly Uint8Array[]): string => of.map((name) => String(Buffer.from(name))).join('/');
const TAKEN = new Date(2026, 10, 27, 12);

describe('where an entry goes on a phone', () => {
  it('is where it was', () => {
    const place = placeOnPhone(path('DCIM/Camera/a.jpg'), TAKEN);
    expect([text(place.path), place.isRecord]).toEqual(['DCIM/Camera/a.jpg', false]);
    expect(placeOnPhone(path('Documents/Phone records/x'), TAKEN).isRecord).toBe(false);
  });

  it('is a folder of its own for what was read from databases', () => {
    const place = placeOnPhone(path('Phone records/Contacts/contacts.vcf'), TAKEN);
    expect([text(place.path), place.isRecord]).toEqual([
      'Download/Holdfast/2026-11-27/Contacts/contacts.vcf',
      true,
    ]);
    expect(momentDay(TAKEN)).toBe('2026-11-27');
  });
});

describe('the text beside it', () => {
  it('tells of the kinds that are there, and of no other', () => {
    const told = readMe(new Set(['Contacts', 'Calls']), '2026-11-27');
    expect(told).toContain('contacts-3.0.vcf');
    expect(told).toContain('calls.xml');
    expect(told).not.toContain('messages.xml');
  });
});
