import { describe, expect, it } from '@jest/globals';
import { Fault } from '../faults/fault.js';
import type { EnrolledPhone } from './enrolled-phones.js';
import { phoneName, phoneNamed } from './phone-names.js';

const id = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;
const mine: EnrolledPhone = {
  phoneId: id(1),
  phoneKey: 'a'.repeat(64),
  platform: 'android',
  model: null,
  osVersion: null,
  label: 'New name',
  addresses: ['SERIAL'],
};
const of = (digit: number, sourceName: string) => ({ phone: id(digit), sourceName });
const all = [of(1, 'android:Old name'), of(2, 'ios:Sold'), of(3, 'folder:Camera: front')];
const named = (text: string, backups = all) => phoneNamed(text, [mine], backups);

describe('what phones of a repository are called', () => {
  it('is the label of now where it is enrolled here, else what it was called then', () => {
    expect(all.map((one) => phoneName([mine], one))).toEqual(['New name', 'Sold', 'Camera: front']);
  });

  it('finds each by name, address, id or as its snapshots say it', () => {
    expect(['New name', 'SERIAL', 'android:Old name'].map((text) => named(text))).toEqual([
      id(1),
      id(1),
      id(1),
    ]);
    expect(['Sold', 'ios:Sold', id(2)].map((text) => named(text))).toEqual([id(2), id(2), id(2)]);
    expect(named('Camera: front')).toBe(id(3));
  });

  it('means the one that is enrolled here, if the one before it had the same name', () => {
    expect(named('New name', [...all, of(5, 'android:New name')])).toBe(id(1));
  });

  it('says which there are, and which ids bear one name', () => {
    const fault = (call: () => string): Fault => {
      try {
        call();
      } catch (error) {
        if (error instanceof Fault) return error;
      }
      throw new Error('nothing was thrown');
    };
    expect(fault(() => named('Old name')).message).toContain('No phone called "Old name"');
    const two = fault(() => named('Sold', [...all, of(4, 'android:Sold')]));
    expect(two.text.next).toContain(`${id(2)} or ${id(4)}`);
  });
});
