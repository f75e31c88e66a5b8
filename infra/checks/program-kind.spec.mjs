import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { programKind } from './program-kind.mjs';

it('knows the program this test runs on for what it is', () => {
  assert.match(programKind(readFileSync(process.execPath).subarray(0, 8), 'node'), /program|class/);
});

it('knows packed programs by their names', () => {
  assert.equal(programKind(Buffer.from('PK\u0003\u0004'), 'companion.apk'), 'a packed program');
});

it('lets text and pictures be', () => {
  assert.equal(programKind(Buffer.from('import x'), 'x.ts'), undefined);
  assert.equal(programKind(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'overview.png'), undefined);
});
