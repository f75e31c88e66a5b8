import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { verifyExport } from './verify-export.js';

const docs = readFileSync(new URL('../../../../../docs/audit.md', import.meta.url), 'utf8');

describe('docs/audit.md', () => {
  it('shows an export that is what it says, proven by the fingerprint beside it', async () => {
    const example = /```jsonl\n(.*?)```/s.exec(docs)?.[1] ?? '';
    const fingerprint = /fingerprint `([0-9a-f]{64})`/.exec(docs)?.[1] ?? '';
    const open = async function* () {
      yield Buffer.from(example, 'utf8');
    };
    const verdict = await verifyExport({ open, anchors: [], keys: new Set([fingerprint]) });
    expect(verdict).toMatchObject({ verdict: 'proven', events: 2, anchors: { signedUpTo: 2, inExport: 1 } });
  });
});
