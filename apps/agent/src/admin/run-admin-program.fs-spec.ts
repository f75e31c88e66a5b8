import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../environment.js';
import { COMPANY, madeAnchor, madeEvents, madeExport, madeKey } from './audit/testing/made-chain.js';
import type { Verdict } from './audit/verdict.js';
import { runAdminProgram } from './run-admin-program.js';

describe('holdfast-admin audit verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-admin-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  const key = madeKey();
  const events = madeEvents(12);
  const lines = madeExport(key, events, [5, 12]);
  const file = write('export.jsonl', `${lines.join('\n')}\n`);
  const anchors = join(folder, 'bucket');
  mkdirSync(join(anchors, 'audit', COMPANY), { recursive: true });
  const place = (seq: number) => `bucket/audit/${COMPANY}/${String(seq).padStart(16, '0')}.json`;
  for (const seq of [5, 12]) write(place(seq), `${madeAnchor(key, seq, events[seq - 1]?.hash ?? '')}\n`);

  const run = async (...args: string[]) => {
    const said = { out: '', err: '' };
    const stream = (to: 'out' | 'err') => ({
      write: (text: string) => {
        said[to] += text;
        return true;
      },
    });
    const code = await runAdminProgram(args, {
      environment: readEnvironment({}, 'linux'),
      streams: { stdin: process.stdin, stdout: stream('out'), stderr: stream('err') },
      signal: new AbortController().signal,
      now: () => new Date(0),
    });
    return { code, ...said };
  };
  const verify = (...args: string[]) => run('audit', 'verify', ...args);

  it('proves by a folder of anchors and by a key, however it was written down', async () => {
    const pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key.publicKey, 'base64')]).toString('base64')}\n-----END PUBLIC KEY-----\n`;
    for (const kept of [
      key.fingerprint,
      write('fingerprint', `${key.fingerprint}\n`),
      write('raw', key.publicKey),
      write('pem', pem),
    ]) {
      const { code, out } = await verify(file, '--anchors', anchors, '--public-key', kept);
      expect([code, out]).toEqual([
        0,
        expect.stringContaining('PROVEN: the log is as it was written, up to event 12'),
      ]);
    }
  });

  it('says what is not proven when nothing was kept elsewhere, with an exit code of its own', async () => {
    const { code, out } = await verify(file);
    expect(code).toBe(3);
    expect(out).toMatch(/^WHOLE IN ITSELF/);
    expect(out).toContain('whoever rules the server could have written the whole log anew');
  });

  it('names the first wrong event and what was done to it', async () => {
    const edited = write('edited.jsonl', `${lines.join('\n').replace('"seq\\":7}', '"seq\\":7 }')}\n`);
    const { code, out } = await verify(edited);
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^BROKEN, first at event 7: it looks as if something was edited\./),
    ]);
    const json = await verify(write('cut.jsonl', `${lines.toSpliced(3, 2).join('\n')}\n`), '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out) as Verdict).toMatchObject({
      verdict: 'broken',
      events: 2,
      wrong: { kind: 'deletion', seq: 3, upTo: 4 },
    });
    expect((await verify(write('other.txt', 'hello\n'))).out).toContain('not the header of an audit export');
    expect((await verify(write('empty', ''))).code).toBe(1);
    expect((await verify(write('huge', 'x'.repeat(2 ** 21)))).out).toContain('longer than any line');
  });

  it('refuses what it was not given right, and says what to give', async () => {
    for (const [args, said] of [
      [[], 'missing required argument'],
      [['nowhere.jsonl'], 'There is no file nowhere.jsonl'],
      [[folder], 'There is no file'],
      [[file, '--anchors', join(folder, 'nowhere')], 'There is nothing at'],
      [
        [
          file,
          '--anchors',
          write('changed.json', madeAnchor(key, 5, events[5]?.hash ?? '').replace('"seq\\":5', '"seq\\":6')),
        ],
        'it was changed',
      ],
      [[file, '--public-key', 'abc'], 'neither a fingerprint'],
      [[file, '--what'], 'unknown option'],
    ] as const) {
      const { code, err } = await verify(...args);
      expect([code, err]).toEqual([2, expect.stringContaining(said)]);
    }
    mkdirSync(join(folder, 'bare'));
    expect((await verify(file, '--anchors', join(folder, 'bare'))).err).toContain('There is no anchor in');
    expect((await run()).out).toContain('Usage: holdfast-admin');
  });
});
