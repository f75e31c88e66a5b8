import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { policyDetail } from '../../testing/answers';
import { fieldName } from './field-names';
import { minuteOf, timeOf, windowText } from './windows';
import { NOBODY_YET } from './nobody-yet';
import { SECTIONS } from './sections';

const { policy } = policyDetail;
const leaves = (value: object, before = ''): string[] =>
  Object.entries(value).flatMap(([field, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leaves(inner, `${before}${field}.`)
      : [`${before}${field}`],
  );
const shown = SECTIONS.flatMap(({ fields, rare }) => [...fields, ...(rare?.fields ?? [])]);

describe('the sections of the editor', () => {
  it('keep the order of the sentence', () => {
    expect(SECTIONS.slice(0, 6).map(({ title }) => title)).toEqual([
      'Back up what',
      'How often',
      'Keep how long',
      'In how many places',
      'Who may open it',
      'Who is told',
    ]);
  });

  it('reach every field of a policy once, each with a name', () => {
    const { schema: _, ...fields } = policy;
    expect([...shown].sort()).toEqual(leaves(fields).sort());
    for (const path of shown) expect(fieldName(path)).not.toBe(path);
  });

  it('say of a field that nothing acts on it where docs/policy.md does, and nowhere else', () => {
    const docs = readFileSync(join(process.cwd(), '../../docs/policy.md'), 'utf8');
    const idle = docs
      .split('\n')
      .filter((line) => /^\| `[a-zA-Z.]+` .*\| nobody yet +\|$/.test(line))
      .map((line) => line.split('`')[1]);
    expect([...NOBODY_YET].sort()).toEqual(idle.sort());
  });
});

describe('windows', () => {
  it('are told as one says them', () => {
    expect(windowText({ days: [1, 3], fromMinute: 1320, toMinute: 360 })).toBe('Mon and Wed 22:00–06:00');
    const whole = windowText({ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 0 });
    expect(whole).toBe('every day for a whole day from 00:00');
  });

  it('are typed as a time field has them', () => {
    expect(timeOf(95)).toBe('01:35');
    expect(minuteOf('01:35')).toBe(95);
    expect(minuteOf('24:00')).toBeUndefined();
  });
});
