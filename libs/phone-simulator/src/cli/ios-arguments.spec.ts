import { describe, expect, it } from '@jest/globals';
import { parseIosArguments } from './ios-arguments.js';
import { UsageError } from './phone-arguments.js';

describe('the command line of an iPhone', () => {
  it('has defaults for all but what it holds', () => {
    expect(parseIosArguments(['ios', '--root', 'd'])).toEqual({
      socket: undefined,
      port: 27_015,
      root: 'd',
      udid: undefined,
      name: undefined,
      password: undefined,
      faults: undefined,
      trust: 'allow',
      passcode: 'none',
      unpaired: false,
      locked: false,
      network: false,
      seed: undefined,
      databases: { contacts: undefined, messages: undefined },
      clockRate: 1,
      json: false,
    });
  });

  it('takes what its person does, and where it is reached', () => {
    const words =
      'ios --root d --socket s --udid 00008110-00AABBCCDDEEFF01 --name N --password P --unpaired --trust ask ' +
      '--passcode never --locked --network --seed 7 --faults f.json --clock-rate 600 --messages 5 --json';
    expect(parseIosArguments(words.split(' '))).toMatchObject({
      socket: 's',
      udid: '00008110-00AABBCCDDEEFF01',
      name: 'N',
      password: 'P',
      unpaired: true,
      trust: 'ask',
      passcode: 'never',
      locked: true,
      network: true,
      seed: 7,
      faults: 'f.json',
      clockRate: 600,
      databases: { messages: 5 },
      json: true,
    });
    expect(parseIosArguments(['ios', '--root', 'd', '--no-databases']).databases).toBeUndefined();
  });

  it.each([
    ['ios'],
    ['--root d'],
    ['android --root d'],
    ['ios --root d --socket s --port 5'],
    ['ios --root d --port 70000'],
    ['ios --root d --udid ../etc'],
    ['ios --root d --trust maybe'],
    ['ios --root d --passcode 1234'],
    ['ios --root d --clock-rate 0'],
    ['ios --root d --password='],
    ['ios --root d --contacts many'],
    ['ios --root d --unknown'],
  ])('refuses %j', (words) => {
    expect(() => parseIosArguments(words.split(' '))).toThrow(UsageError);
  });
});
