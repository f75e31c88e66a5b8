import { describe, expect, it } from '@jest/globals';
import type { PushSource } from '@holdfast/contracts';
import type { PhoneSession, WholeBackupOptions } from '@holdfast/phones';
import type { WholeReading } from './whole-source.js';
import { wholeSource } from './whole-source.js';

/** A phone that notes what it was asked for. */
function phone(isEncrypted: boolean) {
  const asked: { password?: string | undefined; changed?: unknown; options?: WholeBackupOptions } = {};
  const whole = {
    isEncrypted: async () => isEncrypted,
    changePassword: async (change: unknown) => void (asked.changed = change),
    source: (options: WholeBackupOptions): PushSource => {
      asked.password = options.password;
      asked.options = options;
      return { run: async () => {}, close: async () => {} };
    },
  };
  return { session: { whole } as unknown as PhoneSession, asked };
}
const reading = (more: Partial<WholeReading> = {}): WholeReading => ({
  scratch: '/nowhere',
  passwordFile: undefined,
  sealing: 'off',
  isKnown: async () => false,
  freeBytes: async () => 1n,
  ...more,
});
const talk = (known?: string, fresh?: string) => ({ known: async () => known, fresh: async () => fresh });
const signal = new AbortController().signal;

describe('the password of an iPhone’s backups', () => {
  it.each<[string, boolean, Partial<WholeReading>, string | undefined, unknown]>([
    ['is asked for where somebody else set it', true, { talk: talk('theirs') }, 'theirs', undefined],
    [
      'is not asked for where the last snapshot has it',
      true,
      { talk: talk('theirs'), isKnown: async () => true },
      undefined,
      undefined,
    ],
    ['is not asked of somebody who is not there', true, {}, undefined, undefined],
    [
      'is set where the policy wants it and its person agrees',
      false,
      { sealing: 'required', talk: talk(undefined, 'new') },
      'new',
      { to: 'new' },
    ],
    [
      'is not set where its person does not agree',
      false,
      { sealing: 'preferred', talk: talk() },
      undefined,
      undefined,
    ],
    ['is not offered where nobody wants it', false, { talk: talk(undefined, 'new') }, undefined, undefined],
  ])('%s', async (_, isEncrypted, more, password, changed) => {
    const { session, asked } = phone(isEncrypted);
    await wholeSource(session, reading(more), signal);
    expect(asked.password).toBe(password);
    expect(asked.changed).toEqual(changed);
    expect(asked.options).not.toHaveProperty('talk');
  });

  it('is not asked for of a phone that makes no backup of itself', async () => {
    await expect(wholeSource({} as PhoneSession, reading(), signal)).rejects.toMatchObject({
      causeClass: 'os-not-supported',
    });
  });
});
