import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { CLAIM_CODES } from '@holdfast/policy';
import { workspace } from '../../workspace/folders.mjs';
import { CLAIM_TESTS } from './claim-tests.mjs';

const titlesIn = (file) => readFileSync(join(workspace, file), 'utf8');
const opens = (title) => [`'${title}'`, `"${title}"`, `\`${title}\``];
const isTest = (source, title) =>
  opens(title).some((quoted) => {
    const at = source.indexOf(quoted);
    return at > 0 && /(\bit|\btest\.step|\)|>)\(\s*$/.test(source.slice(0, at));
  });

it('every claim of the page has a test that tries the opposite, and no test stands for a claim that nobody makes', () => {
  assert.deepEqual(Object.keys(CLAIM_TESTS).sort(), [...CLAIM_CODES].sort());
});

it('each of these tests is there under its title, and runs with all the others', () => {
  for (const [claim, [file, title]] of Object.entries(CLAIM_TESTS)) {
    assert.ok(isTest(titlesIn(file), title), `${claim}: ${file} has no test "${title}"`);
    assert.ok(!file.endsWith('.long-spec.ts'), `${claim}: ${file} runs with the long ones only`);
  }
});

it('a title that only a comment or a text has is no test', () => {
  assert.ok(!isTest(`// 'is kept'\nconst a = 'is kept';`, 'is kept'));
  assert.ok(isTest(`  it.each([1, 2])(\n    'is kept', () => {`, 'is kept'));
});
