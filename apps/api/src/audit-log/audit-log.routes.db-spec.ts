import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdir, readFile, writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditAnchors, AuditItem } from '@holdfast/contracts';
import { Audit } from '../audit/index.js';
import { Configuration } from '../configuration/index.js';
import { Tenant } from '../database/index.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { AnchorHeads } from './index.js';

const HOUR = 3_600_000;
interface Page {
  readonly items: AuditItem[];
  readonly nextCursor: string | null;
}

describe('the audit log', () => {
  let app: TestApp;
  let owner: TestConsole;
  let mira: string;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    mira = await owner.employee('Mira Haddad');
    await owner.employee('Jonas');
    await app.agentOf(owner, mira);
  });
  afterAll(() => app.stop());

  const page = async (query = '', by = owner): Promise<Page> =>
    (await by.get(`/api/v1/audit${query}`).expect(200)).body as Page;
  const actions = async (query: string) => (await page(query)).items.map(({ action }) => action);
  const exported = async (query = '', by = owner): Promise<Record<string, string>[]> => {
    const answer = await by.get(`/api/v1/audit/export${query}`).buffer(true).parse(asText).expect(200);
    const lines = String(answer.body).split('\n');
    expect(lines.pop()).toBe('');
    return lines.map((line) => JSON.parse(line) as Record<string, string>);
  };

  it('is read newest first, with names, and tells no hour of what an agent did', async () => {
    const { items, nextCursor } = await page();
    expect(nextCursor).toBeNull();
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_item, index) => items.length - index));
    const added = items.find(({ action, subject }) => action === 'person.added' && subject?.id === mira);
    expect(added).toMatchObject({
      actor: { kind: 'person', person: { name: 'Olga Owner' }, role: 'owner' },
      subject: { name: 'Mira Haddad' },
      doneAt: expect.stringMatching(/T.*Z$/),
    });
    const enrolled = items.find(({ action }) => action === 'workstation.enrolled');
    expect(enrolled).toMatchObject({ actor: { kind: 'agent', person: { id: mira } }, doneAt: null });
  });

  it('goes on page by page, each event once', async () => {
    const whole = (await page()).items.map(({ seq }) => seq);
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const part: Page = await page(`?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...part.items.map(({ seq }) => seq));
      cursor = part.nextCursor;
    }
    expect(seen).toEqual(whole);
    await owner.get('/api/v1/audit?cursor=e30').expect(400, /request-invalid/);
  });

  it('is filtered by action, by person on either side, and by days', async () => {
    expect(await actions('?action=person.added')).toEqual(['person.added', 'person.added']);
    expect((await actions(`?person=${mira}`)).sort()).toEqual([
      'notice.acknowledged',
      'person.added',
      'workstation.enrolled',
      'workstation.token-made',
    ]);
    expect(await actions(`?person=${mira}&action=person.added&limit=1`)).toEqual(['person.added']);
    expect(await actions(`?person=${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`)).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    const all = await actions('');
    expect(await actions(`?from=${today}&to=${today}`)).toEqual(all);
    expect(await actions('?to=2026-01-01')).toEqual([]);
    expect(await actions('?from=2999-01-01')).toEqual([]);
    await owner.get('/api/v1/audit?from=yesterday').expect(400);
    await owner.get('/api/v1/audit?action=anything').expect(400);
  });

  it('is for those who may read it, and exported by those who may export it', async () => {
    for (const [role, read, take] of [
      ['admin', 200, 403],
      ['auditor', 200, 200],
      ['privacy', 200, 200],
      ['helpdesk', 403, 403],
      ['employee', 403, 403],
    ] as const) {
      const caller = await owner.colleague(role);
      expect([role, (await caller.get('/api/v1/audit')).status]).toEqual([role, read]);
      expect([role, (await caller.get('/api/v1/audit/anchors')).status]).toEqual([role, read]);
      expect([role, (await caller.get('/api/v1/audit/export')).status]).toEqual([role, take]);
    }
  });

  it('is exported as a chain that anybody can compute, with the export itself in it', async () => {
    const auditor = await owner.colleague('auditor');
    const [header, ...lines] = await exported('', auditor);
    const head = header?.['head'] as unknown as { seq: number; hash: string };
    expect(header).toMatchObject({ kind: 'holdfast-audit', version: 1, company: owner.companyId });
    let hash = Buffer.alloc(32);
    for (const line of lines.filter(({ record }) => record !== undefined)) {
      hash = createHash('sha256')
        .update(hash)
        .update(line['record'] ?? '', 'utf8')
        .digest();
      expect(line['hash']).toBe(hash.toString('hex'));
    }
    expect(head.hash).toBe(hash.toString('hex'));
    const last = JSON.parse(lines.findLast(({ record }) => record)?.['record'] ?? '') as {
      seq: number;
      body: object;
    };
    expect(last.seq).toBe(head.seq);
    expect(last.body).toMatchObject({ action: 'audit.exported', actor: { role: 'auditor' } });

    const [rest, ...later] = await exported(`?after=${String(head.seq)}`);
    expect(rest).toMatchObject({ after: { seq: head.seq, hash: head.hash } });
    expect(JSON.parse(later[0]?.['record'] ?? '')).toMatchObject({ seq: head.seq + 1 });
    await owner.get('/api/v1/audit/export?after=999999').expect(404);
  });

  it('forgets the name of a person, and goes on', async () => {
    const gone = await owner.employee('Somebody Who Leaves');
    await app
      .get(Tenant)
      .run(owner.companyId, (db) =>
        app.get(Audit).forget(db, owner.companyId, gone, { kind: 'system', name: 'a test' }),
      );
    const [forgotten, added] = (await page('?limit=2')).items;
    expect(forgotten).toMatchObject({
      action: 'person.forgotten',
      object: { id: added?.subject?.pseudonym },
    });
    expect(added?.subject).toEqual({ pseudonym: expect.stringMatching(/^p_/), id: null, name: null });
    expect(await actions(`?person=${gone}`)).toEqual([]);
  });

  describe('anchored', () => {
    const start = Date.now();
    const anchors = async () => (await owner.get('/api/v1/audit/anchors').expect(200)).body as AuditAnchors;
    const run = (hours: number) => app.get(AnchorHeads).run(owner.companyId, new Date(start + hours * HOUR));
    const folder = () => {
      const { servedFolder } = app.get(Configuration).values;
      return readdir(servedFolder).then(async (ids) => {
        for (const id of ids) {
          const path = join(servedFolder, id, 'audit', owner.companyId);
          const found = await readdir(path).catch(() => undefined);
          if (found) return { path, files: found.sort() };
        }
        return { path: servedFolder, files: [] };
      });
    };

    it('once an hour while it grows, signed, beside the repositories', async () => {
      expect((await anchors()).newest).toBeNull();
      expect(await run(0)).toBe(1);
      const shown = await anchors();
      expect(shown.newest?.copies).toEqual([
        expect.objectContaining({ written: true, locked: false, file: expect.stringMatching(/^audit\//) }),
      ]);
      const { path, files } = await folder();
      expect(files).toHaveLength(1);
      const text = await readFile(join(path, files[0] ?? ''), 'utf8');
      const { anchor, publicKey, signature } = JSON.parse(text) as Record<string, string>;
      const raw = Buffer.from(publicKey ?? '', 'base64');
      expect([publicKey, createHash('sha256').update(raw).digest('hex')]).toEqual([
        shown.publicKey,
        shown.fingerprint,
      ]);
      const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
      const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
      expect(verify(null, Buffer.from(anchor ?? ''), key, Buffer.from(signature ?? '', 'base64'))).toBe(true);
      const { seq, hash } = shown.newest ?? {};
      expect(JSON.parse(anchor ?? '')).toMatchObject({ company: owner.companyId, seq, hash });
      const lines = await exported();
      expect([lines[0]?.['anchors'], lines.at(-1)]).toEqual([1, JSON.parse(text)]);
    });

    it('not within the hour, and not while nothing happened', async () => {
      expect(await run(0.9)).toBe(0);
      expect(await run(1)).toBe(1);
      expect(await run(2)).toBe(0);
      expect((await folder()).files).toHaveLength(2);
    });

    it('again an hour later where it could not be written, whatever else works', async () => {
      await owner.employee('One more');
      const { path } = await folder();
      await rm(path, { recursive: true });
      await writeFile(path, 'in the way');
      expect(await run(3)).toBe(0);
      expect((await anchors()).newest?.copies).toEqual([expect.objectContaining({ written: false })]);
      await rm(path);
      expect(await run(3.5)).toBe(0);
      expect(await run(4)).toBe(1);
      expect((await anchors()).newest?.copies).toEqual([expect.objectContaining({ written: true })]);
      expect(app.log.all()).toContain('tried again in an hour');
    });

    it('by one of several servers at once', async () => {
      await owner.employee('And another');
      const written = await Promise.all([run(6), run(6), run(6)]);
      expect(written.reduce((sum, one) => sum + one, 0)).toBe(1);
    });
  });
});

const asText = (response: unknown, done: (error: Error | null, text: string) => void): void => {
  const stream = response as NodeJS.ReadableStream;
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (piece: string) => (text += piece));
  stream.on('end', () => done(null, text));
};
