import { describe, expect, it } from '@jest/globals';
import { type ListedPhone, matchInventory } from './match-inventory.js';

const NAMES = {
  'iPhone15,2': 'iPhone 14 Pro',
  'iPhone14,5': 'iPhone 13',
  'iPhone12,8': 'iPhone SE (2nd generation)',
};
const phone = (id: string, model: string | null, more: Partial<ListedPhone> = {}): ListedPhone => ({
  id,
  person: 'ann',
  platform: 'ios',
  model,
  osVersion: null,
  ...more,
});
const android = (id: string, model: string | null, more: Partial<ListedPhone> = {}): ListedPhone =>
  phone(id, model, { platform: 'android', ...more });
const match = (listed: ListedPhone[], enrolled: ListedPhone[]): Record<string, string> =>
  Object.fromEntries(matchInventory(listed, enrolled, NAMES));

describe('which phone of an inventory is which enrolled one', () => {
  it.each<[string, ListedPhone[], ListedPhone[], Record<string, string>]>([
    [
      'an identifier is the name that it is sold under',
      [phone('i', 'iPhone15,2')],
      [phone('e', 'iPhone 14 Pro')],
      { i: 'e' },
    ],
    ['however it is written', [phone('i', 'Apple iphone 14 PRO')], [phone('e', 'iPhone15,2')], { i: 'e' }],
    ['two known models are two phones', [phone('i', 'iPhone 13')], [phone('e', 'iPhone 14 Pro')], {}],
    [
      'the same model first, whatever the order',
      [phone('a', 'iPhone 13'), phone('b', 'iPhone 14 Pro')],
      [phone('e', 'iPhone 14 Pro')],
      { b: 'e' },
    ],
    ['an unknown model may be any', [phone('i', 'iPhone99,1')], [phone('e', 'iPhone 14 Pro')], { i: 'e' }],
    ['none said may be any', [phone('i', null)], [phone('e', 'iPhone 13')], { i: 'e' }],
    [
      'a code and a name of an Android phone are one',
      [android('i', 'SM-G991B')],
      [android('e', 'Galaxy S21')],
      { i: 'e' },
    ],
    [
      'but one enrolled phone is not two listed ones',
      [android('a', 'SM-G991B'), android('b', 'Pixel 8')],
      [android('e', 'Pixel 8')],
      { b: 'e' },
    ],
    ['never across platforms', [phone('i', null)], [android('e', null)], {}],
    ['never across persons', [phone('i', 'iPhone 13')], [phone('e', 'iPhone 13', { person: 'ben' })], {}],
    [
      'the version tells equals apart',
      [phone('a', 'iPhone 13', { osVersion: '17.1' }), phone('b', 'iPhone 13', { osVersion: '18.0' })],
      [phone('e', 'iPhone 13', { osVersion: '18.0' })],
      { b: 'e' },
    ],
    [
      'as many find each other as can',
      [phone('a', 'odd'), phone('b', 'iPhone 13')],
      [phone('x', 'odder'), phone('y', 'iPhone 14 Pro')],
      { a: 'y', b: 'x' },
    ],
  ])('%s', (_title, listed, enrolled, expected) => {
    expect(match(listed, enrolled)).toEqual(expected);
  });
});
