import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../../environment.js';
import { bodyOf } from '../../testing/handler.js';
import { runAdminProgram } from '../run-admin-program.js';
import type { DocumentDiff } from './diff-text.js';

const TOKEN = 'hfc_0123456789abcdef';
const YAML = 'holdfast: policies/1\n';
const change = (kind: 'added' | 'changed' | 'assigned', name: string, after: number) => ({
  ...{ kind, name, people: { before: 1, after } },
  fields: [{ path: 'schedule.everyHours', from: 24, to: 12 }],
});
const DIFF: DocumentDiff = {
  revision: 4,
  changes: [change('changed', 'Standard\u001b[31m', 214), change('assigned', '', 1)],
  findings: [
    {
      policy: 'Standard',
      code: 'no-slack',
      level: 'warning',
      path: 'schedule',
      sentence: 'Tight.',
      nextStep: 'Widen.',
    },
  ],
};

/** What a server was asked, and what it answers next. */
interface Asked {
  readonly call: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

describe('holdfast-admin policy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-policy-'));
  const file = join(folder, 'policies.yaml');
  let server: Server;
  let origin: string;
  let asked: Asked[];
  let diff: DocumentDiff;
  let refusal: object | undefined;

  beforeAll(async () => {
    writeFileSync(file, YAML);
    server = createServer((request, response) => {
      void bodyOf(request).then((bytes) => {
        const body: unknown = bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
        const call = `${request.method ?? ''} ${request.url ?? ''}`;
        asked.push({ call, authorization: request.headers.authorization, body });
        const isApplied = call === 'POST /api/v1/policies/document';
        const answer = call.endsWith('.json')
          ? { revision: 4, document: { holdfast: 'policies/1' }, yaml: YAML }
          : { ...diff, revision: diff.revision + (isApplied ? 1 : 0) };
        response.statusCode = refusal && !call.endsWith('diff') ? 422 : 200;
        response.end(JSON.stringify(response.statusCode === 200 ? answer : refusal));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    origin = `http://localhost:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    [asked, diff, refusal] = [[], DIFF, undefined];
  });

  const run = async (env: Record<string, string>, ...args: string[]) => {
    const said = { out: '', err: '' };
    const stream = (to: 'out' | 'err') => ({
      write: (text: string) => {
        said[to] += text;
        return true;
      },
    });
    const code = await runAdminProgram(['policy', ...args], {
      environment: readEnvironment(env, 'linux'),
      streams: { stdin: process.stdin, stdout: stream('out'), stderr: stream('err') },
      signal: new AbortController().signal,
      now: () => new Date(0),
    });
    return { code, ...said };
  };
  const withToken = (...args: string[]) =>
    run({ HOLDFAST_API_TOKEN: TOKEN, HOLDFAST_SERVER: origin }, ...args);

  it('prints the document, with the token in a header and nowhere else', async () => {
    expect(await withToken('export')).toEqual({ code: 0, out: YAML, err: '' });
    expect(asked).toEqual([
      { call: 'GET /api/v1/policies/document.json', authorization: `Bearer ${TOKEN}`, body: undefined },
    ]);
    const { out } = await withToken('export', '--json', '--server', origin);
    expect(JSON.parse(out)).toEqual({ revision: 4, document: { holdfast: 'policies/1' }, yaml: YAML });
  });

  it('tells differences with an exit code of their own, names escaped', async () => {
    const { code, out } = await withToken('diff', '-f', file);
    expect([code, out.split('\n')]).toEqual([
      2,
      [
        '~ policy “Standard\\x1b[31m” (changed, covers 214 people instead of 1)',
        '    schedule.everyHours: 24 → 12',
        '~ assignments: another policy for 1 person',
        '    schedule.everyHours: 24 → 12',
        'Warning: “Standard”, schedule: Tight. Widen.',
        '',
      ],
    ]);
    expect(asked.map(({ call, body }) => [call, body])).toEqual([
      ['POST /api/v1/policies/document/diff', { document: YAML }],
    ]);
    diff = { revision: 4, changes: [], findings: [] };
    const same = await withToken('diff', '-f', file, '--json');
    expect([same.code, JSON.parse(same.out)]).toEqual([0, diff]);
  });

  it('applies on top of what it compared with, once, and not at all where nothing differs', async () => {
    const { code, out } = await withToken('apply', '-f', file);
    expect([code, out]).toEqual([0, expect.stringContaining('Applied as revision 5.')]);
    expect(asked[1]).toMatchObject({
      call: 'POST /api/v1/policies/document',
      body: { basedOn: 4, document: YAML },
    });
    [asked, diff] = [[], { revision: 5, changes: [], findings: [] }];
    expect(await withToken('apply', '-f', file)).toMatchObject({
      ...{ code: 0, out: expect.stringContaining('Nothing to change') },
    });
    expect(asked).toHaveLength(1);
  });

  it('ends with 1 for whatever went wrong, says what, and never the token', async () => {
    refusal = {
      ...{ type: 'urn:holdfast:problem:policy-refused', title: 'The policy cannot be kept', status: 422 },
      ...{ code: 'policy-refused', requestId: 'r', detail: 'Never. Nothing was changed.' },
      issues: [{ path: 'policies.Standard.schedule', message: 'Never.', code: 'no-slack' }],
    };
    const refused = await withToken('apply', '-f', file);
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('policies.Standard.schedule: Never.'),
    ]);
    writeFileSync(join(folder, 'long'), 'x'.repeat(262_145));
    writeFileSync(join(folder, 'latin'), Buffer.from([0xe9, 0x0a]));
    for (const [env, args, said] of [
      [{ HOLDFAST_SERVER: origin }, ['export'], 'There is no API token'],
      [{ HOLDFAST_SERVER: origin, HOLDFAST_API_TOKEN: 'a b\r\nx: y' }, ['export'], 'holds no API token'],
      [{ HOLDFAST_API_TOKEN: TOKEN }, ['export'], 'Which server?'],
      [{ HOLDFAST_API_TOKEN: TOKEN, HOLDFAST_SERVER: 'http://example.com' }, ['export'], 'not encrypted'],
      [{ HOLDFAST_API_TOKEN: TOKEN, HOLDFAST_SERVER: 'http://localhost:1' }, ['export'], 'cannot be reached'],
      [{}, ['diff'], '--file'],
      [{}, ['diff', '-f', join(folder, 'none')], 'There is no file'],
      [{}, ['diff', '-f', folder], 'is no file'],
      [{}, ['diff', '-f', join(folder, 'long')], 'more than 256 kB'],
      [{}, ['diff', '-f', join(folder, 'latin')], 'not UTF-8'],
      [{}, ['export', '--token', TOKEN], 'unknown option'],
    ] as [Record<string, string>, string[], string][]) {
      const { code, out, err } = await run(env, ...args);
      expect([code, err]).toEqual([1, expect.stringContaining(said)]);
      if (!args.includes(TOKEN)) expect(`${out}${err}`).not.toContain(TOKEN);
    }
  }, 20_000);
});
