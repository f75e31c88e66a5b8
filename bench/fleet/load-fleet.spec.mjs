import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHoldfast } from '../sign-in/holdfast-server.mjs';
import { digestsOf } from './digests.mjs';
import { loadFleet } from './load-fleet.mjs';

/** What evaluation can find today. */
const CODES = [
  ...[
    'agent-silent',
    'code-unproven',
    'damaged',
    'failing',
    'near-quota',
    'never-backed-up',
    'no-phone',
    'no-workstation',
  ],
  ...['notice-open', 'outdated-agent', 'over-quota', 'overdue', 'partial', 'too-few-copies', 'unverified'],
];
const PHONES = 2000;

describe('the fleet', () => {
  let folder;
  let server;
  let client;
  let loaded;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-fleet-spec-'));
    chmodSync(folder, 0o711);
    server = await startHoldfast(folder);
    client = await server.postgres();
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    loaded = await loadFleet([client], { seed: 1, phones: PHONES, now, tell: () => undefined });
  });
  after(async () => {
    await client?.end();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it('has as many phones as were asked for, nine tenths of them in one of twenty companies', async () => {
    const { rows } = await client.query(
      'SELECT company_id, count(*)::int AS phones FROM fleet_phones GROUP BY 1',
    );
    assert.equal(
      rows.reduce((sum, { phones }) => sum + phones, 0),
      PHONES,
    );
    assert.equal(rows.find((row) => row.company_id === loaded[0].company).phones, 0.9 * PHONES);
    assert.equal(loaded.length, 20);
  });

  it('has every gap that can be found, and four fifths of its people are protected', async () => {
    const { rows } = await client.query(
      'SELECT code, count(*)::int AS open FROM coverage_gaps WHERE closed_at IS NULL GROUP BY 1 ORDER BY 1',
    );
    assert.deepEqual(
      rows.map(({ code }) => code),
      CODES,
    );
    const share = await client.query(
      `SELECT avg((standing = 'protected')::int)::float8 AS share FROM coverage_people`,
    );
    assert.ok(
      Math.abs(share.rows[0].share - 0.8) < 0.04,
      `${share.rows[0].share} of the people are protected`,
    );
  });

  it('is what the server finds when it evaluates everybody', async () => {
    const before = await digestsOf(client);
    const due = 'SELECT count(*)::int AS due FROM coverage_people WHERE evaluated_at < $1';
    const asked = (
      await client.query('UPDATE coverage_people SET next_transition_at = now() RETURNING now() AS at')
    ).rows[0].at;
    for (let left = 1; left > 0; await sleep(100)) left = (await client.query(due, [asked])).rows[0].due;
    assert.deepEqual(await digestsOf(client), before);
  });
});
