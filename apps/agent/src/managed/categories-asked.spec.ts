import { describe, expect, it } from '@jest/globals';
import { type Category, PolicyV1 } from '@holdfast/contracts';
import { Fault } from '../faults/fault.js';
import { categoriesAsked } from './categories-asked.js';

const policy = (employeeMayNarrow: boolean) =>
  PolicyV1.parse({
    ...{ schema: 1, name: 'x', privacy: { employeeMayNarrow } },
    scope: { categories: ['photos', 'videos'], optionalCategories: ['contacts'] },
  });
const refusal = (mayNarrow: boolean, narrowedTo: readonly Category[]): string => {
  try {
    categoriesAsked(policy(mayNarrow), narrowedTo);
  } catch (error) {
    if (error instanceof Fault) return `${error.exit}: ${error.text.what}`;
  }
  return 'taken';
};

describe('what a run reads', () => {
  it('is all of the policy, or what its person leaves of it', () => {
    expect(categoriesAsked(policy(false))).toEqual(['photos', 'videos', 'contacts']);
    expect(categoriesAsked(policy(true), ['contacts'])).toEqual(['contacts']);
    expect(categoriesAsked(policy(false), ['videos', 'contacts', 'photos'])).toHaveLength(3);
  });

  it('is never more than the policy, nor less where it lets nobody leave anything out', () => {
    expect(refusal(true, ['photos', 'chats'])).toMatch(/^usage: .*does not back up chats/);
    expect(refusal(false, ['photos'])).toMatch(/^usage: .*does not let kinds of data be left out/);
    expect(refusal(true, [])).toMatch(/^usage: Nothing is left/);
  });
});
