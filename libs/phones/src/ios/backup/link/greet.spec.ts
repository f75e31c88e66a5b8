import { describe, expect, it } from '@jest/globals';
import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { PlistReal } from '../../../codecs/plist/plist-value.js';
import { ScriptedPhone, type Script } from '../testing/scripted-phone.js';
import { DeviceLink } from './device-link.js';
import { greet } from './greet.js';

async function greeted(script: Script): Promise<unknown> {
  const phone = new ScriptedPhone();
  const done = script(phone).catch(() => undefined);
  try {
    await greet(new DeviceLink(phone.stream));
    return 'greeted';
  } catch (error) {
    return error;
  } finally {
    phone.unplug();
    await done;
  }
}

describe('the greeting', () => {
  it('accepts the link that the phone names and offers versions as reals', async () => {
    const heard: (readonly PlistValue[])[] = [];
    const end = await greeted(async (phone) => {
      await phone.say('DLMessageVersionExchange', 300, 0);
      heard.push(await phone.hear());
      await phone.say('DLMessageDeviceReady');
      heard.push(await phone.hear());
      await phone.process({ MessageName: 'Response', ErrorCode: 0, ProtocolVersion: new PlistReal(2.1) });
    });
    expect(end).toBe('greeted');
    expect(heard).toEqual([
      ['DLMessageVersionExchange', 'DLVersionsOk', 300],
      [
        'DLMessageProcessMessage',
        { MessageName: 'Hello', SupportedProtocolVersions: [new PlistReal(2), new PlistReal(2.1)] },
      ],
    ]);
  });

  it.each<[string, Script, string]>([
    ['a newer link', (phone) => phone.greet(401), 'os-not-supported'],
    ['no common version', (phone) => phone.greet(400, 1), 'os-not-supported'],
    ['another message first', (phone) => phone.say('DLMessageDeviceReady'), 'internal'],
    ['a version that is none', (phone) => phone.say('DLMessageVersionExchange', 'four'), 'internal'],
    ['a message of 4 GiB', (phone) => phone.raw(Buffer.alloc(4, 0xff)), 'internal'],
    ['an empty message', (phone) => phone.raw(Buffer.alloc(4)), 'internal'],
    ['no property list', (phone) => phone.raw(Buffer.from('\0\0\0\x04abcd')), 'internal'],
    ['a name of 5,000 letters', (phone) => phone.say('D'.repeat(5000)), 'internal'],
    ['nothing, and is gone', async (phone) => phone.unplug(), 'unplugged'],
  ])('ends with a cause for a phone that says %s', async (_, script, causeClass) => {
    expect(await greeted(script)).toMatchObject({ name: 'SourceError', causeClass });
  });
});
