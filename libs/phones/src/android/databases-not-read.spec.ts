import { describe, expect, it } from '@jest/globals';
import type { LeftOut, Scope } from '@holdfast/contracts';
import { tellDatabasesNotRead } from './databases-not-read.js';

const told = (scope: Scope): readonly LeftOut[] => {
  const left: LeftOut[] = [];
  tellDatabasesNotRead(scope, (one) => left.push(one));
  return left;
};

describe('tellDatabasesNotRead', () => {
  it('says once of each category asked for that only exported files of it are read', () => {
    expect(told({ categories: ['photos', 'health', 'notes'] })).toEqual([
      { path: [], category: 'health', cause: 'unsupported' },
      { path: [], category: 'notes', cause: 'unsupported' },
    ]);
  });

  it('is silent where everything readable was asked for, or nothing of the kind', () => {
    expect([...told({}), ...told({ categories: ['photos', 'documents'] })]).toEqual([]);
  });
});
