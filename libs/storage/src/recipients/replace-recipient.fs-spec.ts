import { afterAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newKeyPair } from '../crypto/key-pair.js';
import { newRecoveryCode } from '../crypto/recovery-code.js';
import { createRepository } from '../repository/create-repository.js';
import { openRepository } from '../repository/open-repository.js';
import type { Unlock } from '../repository/opening.js';
import { memoryLocation } from '../testing/memory-location.js';
import { scratch } from '../testing/scratch.js';
import { addRecipient } from './add-recipient.js';
import { listRecipients } from './list-recipients.js';
import { replaceRecipient } from './replace-recipient.js';
import { rotateKeys } from './rotate-keys.js';

// scrypt takes its time over each password.
jest.setTimeout(180_000);

const folder = scratch();
afterAll(folder.remove);

const password = (text: string) => ({ kind: 'password', password: Buffer.from(text) }) as const;
const code = () => ({ kind: 'recovery-code', words: newRecoveryCode() }) as const;

describe('replacing a secret', () => {
  let location: ReturnType<typeof memoryLocation>;
  let opened = 0;
  const words = code();
  const opens = async (unlock: Unlock): Promise<boolean | string> => {
    try {
      const workFolder = folder.in(`work-${opened++}`);
      await (await openRepository({ location, workFolder, unlock })).close();
      return true;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  beforeEach(async () => {
    location = memoryLocation();
    const recipients = [password('old'), words];
    const made = { location, workFolder: folder.in(`made-${opened++}`), recipients, unlock: words };
    await (await createRepository(made)).close();
    await rotateKeys({ location, unlock: words });
  });

  it('changes a password, known or forgotten', async () => {
    const changed = await replaceRecipient({ location, unlock: password('old') }, password('new'));
    expect(changed.added).toMatchObject({ role: 'password', epochs: [1, 2, 3], standing: 'current' });
    expect(changed.replaced).toMatchObject({ newEpoch: 3, stillStored: 0 });
    expect([await opens(password('old')), await opens(words)]).toEqual(['wrong-key', true]);
    await replaceRecipient({ location, unlock: words }, password('newer'));
    expect([await opens(password('new')), await opens(password('newer'))]).toEqual(['wrong-key', true]);
  });

  it('replaces a recovery code, and makes the first where there was none', async () => {
    const [second, third] = [code(), code()];
    await replaceRecipient({ location, unlock: password('old') }, second);
    expect([await opens(words), await opens(second)]).toEqual(['wrong-key', true]);
    await replaceRecipient({ location, unlock: second }, third);
    expect([await opens(second), await opens(third)]).toEqual(['wrong-key', true]);
  });

  const dyingAfter = (calls: number) =>
    new Proxy(location, {
      get: (target, name: keyof typeof location) =>
        name === 'put' || name === 'remove'
          ? (...given: [never, never]) => {
              if (calls-- <= 0) throw new Error('killed');
              return target[name](...given);
            }
          : target[name],
    });

  it('goes on where it was cut off, wherever that was, and never leaves none that opens', async () => {
    const pair = newKeyPair();
    const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
    await addRecipient({ location, unlock: words }, { kind: 'key', name: 'ana', publicKey: pair.publicKey });
    const next = code();
    let calls = 0;
    for (; ; calls++) {
      const request = { location: dyingAfter(calls), unlock };
      const failure = await replaceRecipient(request, next).catch((error: Error) => error);
      expect([await opens(words), await opens(next)]).toContain(true);
      if (!(failure instanceof Error)) break;
      expect(failure.message).toBe('killed');
    }
    expect(calls).toBeGreaterThan(3);
    expect([await opens(words), await opens(next)]).toEqual(['wrong-key', true]);
  });

  it('takes a password that was added half for what it is, and does not add it twice', async () => {
    const cutOff = replaceRecipient({ location: dyingAfter(1), unlock: words }, password('next'));
    await expect(cutOff).rejects.toThrow('killed');
    const { added } = await replaceRecipient({ location, unlock: words }, password('next'));
    expect(added).toMatchObject({ standing: 'current', epochs: [1, 2, 3] });
    const { recipients } = await listRecipients({ location, unlock: words });
    const passwords = recipients.filter(({ role }) => role === 'password');
    expect(passwords.map(({ standing }) => standing)).toEqual(['current', 'removed']);
  });

  it('asks which one where there are several, and refuses the same one again', async () => {
    const pair = newKeyPair();
    const ana = { location, unlock: { kind: 'key', privateKey: pair.privateKey } } as const;
    await addRecipient({ location, unlock: words }, { kind: 'key', name: 'ana', publicKey: pair.publicKey });
    const second = code();
    const { id } = await addRecipient(ana, second);
    await expect(replaceRecipient(ana, code())).rejects.toMatchObject({
      code: 'recipient-unknown',
      message: expect.stringMatching(/recovery-code-\w{8}, recovery-code-\w{8}/),
    });
    const same = replaceRecipient({ location, unlock: words }, words);
    await expect(same).rejects.toMatchObject({ code: 'recipient-needed' });
    await replaceRecipient(ana, code(), id);
    expect([await opens(second), await opens(words)]).toEqual(['wrong-key', true]);
  });
});
