import { describe, expect, it } from '@jest/globals';
import { StorageError } from '../storage-error.js';
import { BodyFailed } from './check-object.js';
import { withRetries } from './retries.js';

const tries = async (error: () => unknown): Promise<{ tried: number; pauses: number[]; thrown: unknown }> => {
  let tried = 0;
  const pauses: number[] = [];
  const work = (): Promise<never> => {
    tried += 1;
    return Promise.reject(error() as Error);
  };
  const thrown = await withRetries('s3://b', work, async (ms) => void pauses.push(ms)).catch(
    (e: unknown) => e,
  );
  return { tried, pauses, thrown };
};
const refused = (code: 'location-refused' | 'object-missing', retryHelps: boolean) => () =>
  new StorageError(code, 'text', { retryHelps });

describe('retries', () => {
  it('try five times where the network fails, with pauses that grow but never beyond their bound', async () => {
    const { tried, pauses, thrown } = await tries(() => new Error('ECONNREFUSED'));
    expect(tried).toBe(5);
    expect(pauses).toHaveLength(4);
    pauses.forEach((ms, index) => expect(ms).toBeLessThanOrEqual(200 * 2 ** (index + 1)));
    expect(thrown).toMatchObject({ code: 'location-unreachable', retryHelps: true });
  });

  it.each([
    ['a refusal that may be an expired URL', refused('location-refused', true), 2],
    ['a refusal', refused('location-refused', false), 1],
    ['a missing object', refused('object-missing', false), 1],
  ])('of %s: so many tries', async (_, error, expected) => {
    expect((await tries(error)).tried).toBe(expected);
  });

  it('do not blame the storage for a body that cannot be read', async () => {
    const reason = new Error('spool gone');
    expect(await tries(() => new BodyFailed(reason))).toMatchObject({ tried: 1, thrown: reason });
  });
});
