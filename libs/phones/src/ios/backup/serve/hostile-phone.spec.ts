import { describe, expect, it } from '@jest/globals';
import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { served } from '../testing/serve-script.js';
import { UDID, type ScriptedPhone, type Script } from '../testing/scripted-phone.js';
import { lengthWord } from '../../../codecs/ios/link-frame.js';

const at = (path: string): string => `${UDID}/${path}`;
const says =
  (name: string, ...args: PlistValue[]): Script =>
  (phone) =>
    phone.say(name, ...args);
const begins =
  (then: (phone: ScriptedPhone) => Promise<void>): Script =>
  async (phone) => {
    await phone.say('DLMessageUploadFiles', {}, 0, 0);
    await then(phone);
  };

describe('a hostile phone', () => {
  it.each<[string, Script]>([
    ['a file outside', begins((phone) => phone.beginUpload('other/../../etc/passwd'))],
    ['a file that is the folder', begins((phone) => phone.beginUpload(UDID))],
    ['a name of 5,000 bytes', begins((phone) => phone.beginUpload(at('x'), 'n'.repeat(5000)))],
    ['a name of 4 GiB', begins((phone) => phone.raw(Buffer.alloc(4, 0xff)))],
    [
      'a frame of 4 GiB',
      begins(async (phone) => {
        await phone.beginUpload(at('ab/x'));
        await phone.raw(Buffer.concat([Buffer.alloc(4, 0xff), Buffer.of(0x0c)]));
      }),
    ],
    [
      'a frame of no bytes',
      begins(async (phone) => {
        await phone.beginUpload(at('ab/x'));
        await phone.raw(Buffer.of(0, 0, 0, 0, 0x0c));
      }),
    ],
    [
      'a frame of a kind of its own',
      begins(async (phone) => {
        await phone.beginUpload(at('ab/x'));
        await phone.raw(Buffer.of(0, 0, 0, 1, 0x77));
      }),
    ],
    [
      'an error of a megabyte',
      begins(async (phone) => {
        await phone.beginUpload(at('ab/x'));
        await phone.raw(Buffer.concat([lengthWord(1_000_001), Buffer.of(0x0b)]));
      }),
    ],
    ['a list of a folder outside', says('DLContentsOfDirectory', '/')],
    ['a download from outside', says('DLMessageDownloadFiles', ['../secret'])],
    ['a download of no list', says('DLMessageDownloadFiles', 'x')],
    ['a download of no text', says('DLMessageDownloadFiles', [7])],
    ['a move to outside', says('DLMessageMoveItems', { [at('a')]: 'b' })],
    ['a move of no dictionary', says('DLMessageMoveItems', [at('a')])],
    ['a removal of all', says('DLMessageRemoveItems', [UDID])],
    ['a removal of no list', says('DLMessageRemoveItems', {})],
    ['a copy without a target', says('DLMessageCopyItem', at('a'))],
    ['a folder outside', says('DLMessageCreateDirectory', '..')],
    ['an end that is none', says('DLMessageProcessMessage', 'bye')],
    ['a message of 4 GiB', (phone) => phone.raw(Buffer.alloc(4, 0xff))],
    ['a message that is none', (phone) => phone.raw(Buffer.from('\0\0\0\x06bplist'))],
  ])('is ended with a cause after %s', async (_, script) => {
    const { error, sink } = await served(script);
    expect(error).toMatchObject({ name: 'SourceError', causeClass: 'internal' });
    expect(sink.committed).toBeUndefined();
  });

  it.each<[string, Script]>([
    ['between messages', async (phone) => phone.unplug()],
    [
      'in a file',
      begins(async (phone) => {
        await phone.beginUpload(at('ab/x'));
        await phone.raw(Buffer.concat([lengthWord(1001), Buffer.of(0x0c), Buffer.alloc(10)]));
        phone.unplug();
      }),
    ],
    [
      'in a name',
      begins(async (phone) => {
        await phone.raw(Buffer.of(0, 0, 0, 9, 0x2f));
        phone.unplug();
      }),
    ],
  ])('that is gone %s was unplugged', async (_, script) => {
    expect((await served(script)).error).toMatchObject({ causeClass: 'unplugged' });
  });

  it('is heard a hundred times where nobody knows what it wants', async () => {
    let answers = 0;
    const { error } = await served(async (phone) => {
      for (;;) {
        await phone.ask('DLMessageWhatever');
        answers += 1;
      }
    });
    expect(error).toMatchObject({ causeClass: 'internal' });
    expect(answers).toBe(100);
  });

  it('does not fill the store with folders', async () => {
    const { error } = await served(async (phone) => {
      for (let i = 0; ; i += 1) {
        await phone.say('DLMessageCreateDirectory', at(`f/${i % 9}`));
        if (i % 20 === 19) for (let heard = 0; heard < 20; heard += 1) await phone.hear();
      }
    });
    expect(error).toMatchObject({ causeClass: 'internal' });
  });

  it('names of folders are no names of objects', async () => {
    const { error } = await served(async (phone) => {
      await phone.upload({ path: at('__proto__/constructor') });
      const [, , contents] = await phone.ask('DLContentsOfDirectory', UDID);
      expect(Object.keys(contents as object)).toEqual(['__proto__']);
      await phone.end();
    });
    expect(error).toBeUndefined();
  });
});
