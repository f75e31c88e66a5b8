import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AnomalyKind, GAP_CODES } from '@holdfast/contracts';

const text = readFileSync(join(import.meta.dirname, '../../../../docs/coverage.md'), 'utf8');
const firstCells = text.split('\n').map((line) => /^\| `([\w-]+)`/.exec(line)?.[1]);

describe('docs/coverage.md', () => {
  it('has a row for each gap, and for each kind of anomaly', () => {
    const rows = firstCells.filter((cell) => cell !== undefined);
    expect([...rows].sort()).toEqual([...GAP_CODES, ...AnomalyKind.options].sort());
  });
});
