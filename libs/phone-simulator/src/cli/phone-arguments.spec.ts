import { describe, expect, it } from '@jest/globals';
import { parsePhoneArguments, UsageError } from './phone-arguments.js';

describe('the command line', () => {
  it('takes what is on the phone and what goes wrong there', () => {
    const words = [
      'android',
      '--root',
      'd',
      '--faults',
      'f.json',
      '--v1-only',
      '--entries',
      '9',
      '--messages',
      '5',
    ];
    expect(parsePhoneArguments(words)).toMatchObject({
      faults: 'f.json',
      v1Only: true,
      entries: 9,
      databases: { messages: 5 },
    });
    expect(parsePhoneArguments([...words, '--no-databases']).databases).toBeUndefined();
  });

  it('has defaults for all but the folder', () => {
    expect(parsePhoneArguments(['android', '--root', 'd'])).toEqual({
      port: 5655,
      root: 'd',
      serial: undefined,
      model: undefined,
      auth: 'allow',
      seed: undefined,
      json: false,
      code: undefined,
      faults: undefined,
      v1Only: false,
      entries: undefined,
      databases: { contacts: undefined, messages: undefined },
    });
    const all = [
      'android',
      '--port',
      '0',
      '--root',
      'd',
      '--serial',
      'S1',
      '--model',
      'M 2',
      '--auth',
      'ask',
      '--seed',
      '7',
      '--json',
    ];
    expect(parsePhoneArguments(all)).toMatchObject({
      port: 0,
      serial: 'S1',
      model: 'M 2',
      auth: 'ask',
      seed: 7,
      json: true,
    });
  });

  it('takes the code of wireless debugging', () => {
    const words = ['android', '--root', 'd', '--wireless', '--code', '012345'];
    expect(parsePhoneArguments(words).code).toBe('012345');
  });

  it.each([
    [['--root', 'd']],
    [['ios', '--root', 'd']],
    [['android']],
    [['android', '--root', 'd', '--port', '70000']],
    [['android', '--root', 'd', '--port', 'x']],
    [['android', '--root', 'd', '--auth', 'maybe']],
    [['android', '--root', 'd', '--serial', 'a b']],
    [['android', '--root', 'd', '--wireless']],
    [['android', '--root', 'd', '--code', '123456']],
    [['android', '--root', 'd', '--wireless', '--code', '12345']],
    [['android', '--root', 'd', '--unknown']],
  ])('refuses %j', (words) => {
    expect(() => parsePhoneArguments(words)).toThrow(UsageError);
  });
});
