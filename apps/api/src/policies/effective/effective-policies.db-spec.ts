import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type PolicyAssignments,
  type PolicyExplained,
  PolicyV1,
  type PolicyV1Input,
} from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Tenant } from '../../database/index.js';
import { TestDirectory } from '../../directory/testing/test-directory.js';
import type { TestAgent } from '../../testing/test-agent.js';
import { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';
import { statementsOf } from '../../testing/routes/statements.js';
import { EffectivePolicies } from './effective-policies.js';

type Assignments = z.infer<typeof PolicyAssignments>;
const DAY_MS = 86_400_000;

describe('policies of groups', () => {
  let app: TestApp;
  let owner: TestConsole;
  let directory: TestDirectory;
  let floor: string;
  beforeAll(async () => void (app = await TestApp.start()));
  afterAll(() => app.stop());
  beforeEach(async () => {
    owner = await app.companyWithOwner();
    directory = await TestDirectory.of(app, owner);
    floor = (await listed()).items[0]?.policyId ?? '';
  });

  const listed = async () =>
    (await owner.get('/api/v1/policies/assignments').expect(200)).body as Assignments;
  const policy = async (name: string, more: Partial<PolicyV1Input> = {}): Promise<string> => {
    const made = await owner.post('/api/v1/policies', {
      policy: PolicyV1.parse({ schema: 1, name, ...more }),
    });
    expect(made.status).toBe(201);
    return (made.body as { id: string }).id;
  };
  const group = async (displayName: string, ...members: string[]): Promise<string> => {
    const body = { displayName, members: members.map((value) => ({ value })) };
    return ((await directory.send('post', '/Groups', body).expect(201)).body as { id: string }).id;
  };
  const line = (policyId: string, groupId: string | null, priority: number) => ({
    policyId,
    groupId,
    priority,
  });
  const assign = async (...lines: ReturnType<typeof line>[]) => {
    const { revision: basedOn } = await listed();
    const body = { basedOn, assignments: [line(floor, null, 0), ...lines] };
    return owner.put('/api/v1/policies/assignments', body);
  };
  const inCompany = <T>(work: (db: EntityManager) => Promise<T>) =>
    app.get(Tenant).run(owner.companyId, work);
  const nameOf = (employeeId: string) =>
    inCompany(
      async (db) =>
        (await app.get(EffectivePolicies).forEmployee(db, owner.companyId, employeeId)).policy.name,
    );
  const members = (groupId: string, op: string, ...ids: string[]) =>
    directory
      .patch(`/Groups/${groupId}`, { op, path: 'members', value: ids.map((value) => ({ value })) })
      .expect(204);
  const checkIn = async (agent: TestAgent) => {
    const body = { agentVersion: '0.1.0', spoolBytes: 0, phones: [] };
    const told = (await agent.post('/agent/v1/check-in', body).expect(200)).body as Record<string, unknown>;
    const read = (await agent.get('/agent/v1/policy').expect(200)).body as Record<string, unknown>;
    expect([told['policyId'], told['policyVersion']]).toEqual([read['policyId'], read['version']]);
    const { notice } = told as { notice: { current: { sha256: string } } };
    const shown = (await agent.get('/agent/v1/notice').expect(200)).body as { sha256: string };
    expect(notice.current.sha256).toBe(shown.sha256);
    return told['policyId'];
  };

  it('decides by the highest priority of a person’s groups, and says why to whoever asks', async () => {
    const [ada, bob] = [(await directory.user()).id, (await directory.user()).id];
    const [drivers, office] = [await group('Drivers', ada, bob), await group('Office', bob)];
    const [strict, loose] = [await policy('Strict'), await policy('Loose')];
    const answer = (await assign(line(loose, drivers, 5), line(strict, office, 9))).body as Assignments;
    expect(answer.items.map(({ policyName, group: of, people }) => [policyName, of?.name, people])).toEqual([
      ['Strict', 'Office', 1],
      ['Loose', 'Drivers', 1],
      ['Standard', undefined, 1],
    ]);
    expect([await nameOf(ada), await nameOf(bob), await nameOf(owner.employeeId)]).toEqual([
      ...['Loose', 'Strict', 'Standard'],
    ]);
    const explained = (await owner.get(`/api/v1/people/${bob}/policy`).expect(200)).body as z.infer<
      typeof PolicyExplained
    >;
    expect(explained).toMatchObject({
      name: 'Strict',
      version: 1,
      because: expect.stringContaining('“Office”'),
    });
    expect(explained.lost.map(({ policyName, because }) => [policyName, because])).toEqual([
      ['Loose', 'lower-priority'],
      ['Standard', 'floor'],
    ]);
    await owner.get(`/api/v1/people/${randomUUID()}/policy`).expect(404);
    const { items } = (await owner.get('/api/v1/policies')).body as {
      items: { name: string; people: number }[];
    };
    expect(Object.fromEntries(items.map(({ name, people }) => [name, people]))).toEqual({
      ...{ Standard: 1, Loose: 1, Strict: 1 },
    });
    expect((await owner.get('/api/v1/policies/groups?q=DRIV').expect(200)).body).toMatchObject({
      items: [{ name: 'Drivers', people: 2 }],
      total: 1,
    });
  });

  it('tells what a change would do before it is made, and who came second', async () => {
    const ada = (await directory.user()).id;
    const drivers = await group('Drivers', ada);
    const strict = await policy('Strict');
    const { revision: basedOn } = await listed();
    const assignments = [line(floor, null, 0), line(strict, drivers, 5)];
    const put = (body: object) =>
      owner.put('/api/v1/policies/assignments', { basedOn, assignments, ...body });
    const would = (await put({ dryRun: true }).expect(200)).body as Assignments;
    expect(would.items.map(({ people }) => people)).toEqual([1, 1]);
    expect(await nameOf(ada)).toBe('Standard');
    await put({}).expect(200);
    await put({}).expect(409, /version-conflict/);
    const now = await listed();
    expect(now.revision).toBe(basedOn + 1);
    // Said again it is no change: nothing is counted, nothing logged.
    await owner.put('/api/v1/policies/assignments', { basedOn: now.revision, assignments }).expect(200);
    expect((await listed()).revision).toBe(now.revision);
    const race = await Promise.all(
      [3, 4].map((priority) =>
        owner.put('/api/v1/policies/assignments', {
          basedOn: now.revision,
          assignments: [line(floor, null, 0), line(strict, drivers, priority)],
        }),
      ),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('refuses what would decide about nobody, or about somebody twice', async () => {
    const [drivers, office] = [await group('Drivers'), await group('Office')];
    const strict = await policy('Strict');
    const { revision: basedOn } = await listed();
    const put = (...assignments: object[]) =>
      owner.put('/api/v1/policies/assignments', { basedOn, assignments });
    const everybody = line(floor, null, 0);
    await put(line(strict, drivers, 1)).expect(422, /no-floor/);
    await put(everybody, line(strict, drivers, 1), line(strict, office, 1)).expect(422, /tie/);
    await put(everybody, line(strict, drivers, 1), line(floor, drivers, 2)).expect(422, /group-twice/);
    await put(everybody, line(strict, randomUUID(), 1)).expect(422, /group-unknown/);
    await put(everybody, line(randomUUID(), drivers, 1)).expect(422, /policy-unknown/);
    await put(everybody, line(strict, drivers, 0)).expect(422, /priority-range/);
    const stranger = await app.companyWithOwner('Elsewhere');
    const foreign = (await stranger.get('/api/v1/policies')).body as { items: { id: string }[] };
    await put(everybody, line(foreign.items[0]?.id ?? '', drivers, 1)).expect(422, /policy-unknown/);
    expect(await listed()).toMatchObject({ revision: basedOn, items: [{ priority: 0 }] });
  });

  it('waits for a directory that removes a group at the same moment, and neither stops the other', async () => {
    const drivers = await group('Drivers');
    const strict = await policy('Strict');
    expect((await assign(line(strict, drivers, 1))).status).toBe(200);
    const client = await app.database.superuser();
    await client.query('BEGIN');
    await client.query('SELECT FROM people_groups WHERE id = $1 FOR UPDATE', [drivers]);
    const second = assign(line(strict, drivers, 2));
    for (let waiting = 0; waiting === 0;) {
      const rows = await app.sql<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR KEY SHARE%'`,
      );
      waiting = rows[0]?.count ?? 0;
    }
    await client.query('DELETE FROM people_groups WHERE id = $1', [drivers]);
    await client.query('COMMIT');
    await client.end();
    expect((await second).body).toMatchObject({ code: 'version-conflict' });
    expect((await listed()).items).toHaveLength(1);
  });

  it('takes no group into a group, by type or by id, and drops nobody for it', async () => {
    const ada = (await directory.user()).id;
    const drivers = await group('Drivers', ada);
    const nested = [{ value: drivers, type: 'Group' }, { value: ada }];
    for (const members of [nested, [{ value: drivers }]]) {
      const refused = await directory.send('post', '/Groups', { displayName: 'All', members }).expect(400);
      expect(refused.body).toMatchObject({
        scimType: 'invalidValue',
        detail: expect.stringContaining('member of a group'),
      });
    }
    const circle = await directory
      .patch(`/Groups/${drivers}`, { op: 'replace', path: 'members', value: [{ value: drivers }] })
      .expect(400);
    expect(circle.body).toMatchObject({ scimType: 'invalidValue' });
    const kept = (await directory.get(`/Groups/${drivers}`)).body as { members: { value: string }[] };
    expect(kept.members.map(({ value }) => value)).toEqual([ada]);
  });

  it('tells an agent at its next check-in of another policy, also one of the same number', async () => {
    const ada = (await directory.user()).id;
    const agent = await app.agentOf(owner, ada);
    expect(await checkIn(agent)).toBe(floor);
    const [strict, chats] = [
      await policy('Strict', { copies: { jurisdictions: [] } }),
      await policy('Chats', {
        scope: { categories: ['photos', 'chats'] },
        privacy: { purpose: 'Talks with clients', lawfulBasis: 'contract' },
      }),
    ];
    const drivers = await group('Drivers');
    await assign(line(strict, drivers, 5));
    expect(await checkIn(agent)).toBe(floor);
    await members(drivers, 'add', ada);
    expect(await checkIn(agent)).toBe(strict);
    await assign(line(chats, drivers, 5));
    expect(await checkIn(agent)).toBe(chats);
    await members(drivers, 'remove', ada);
    expect(await checkIn(agent)).toBe(floor);
    await members(drivers, 'add', ada);
    await directory.send('delete', `/Groups/${drivers}`).expect(204);
    expect(await checkIn(agent)).toBe(floor);
    expect((await listed()).items).toHaveLength(1);
  });

  it('has those computed anew whom a change concerns, and nobody else', async () => {
    const [ada, bob] = [(await directory.user()).id, (await directory.user()).id];
    for (const id of [ada, bob]) await (await app.agentOf(owner, id)).enrolPhone();
    const settled = () =>
      app.sql(`UPDATE coverage_people SET next_transition_at = 'infinity' WHERE company_id = $1`, [
        owner.companyId,
      ]);
    const due = async () => {
      const rows = await app.sql<{ employee_id: string }>(
        'SELECT employee_id FROM coverage_people WHERE company_id = $1 AND next_transition_at <= now()',
        [owner.companyId],
      );
      await settled();
      return rows.map(({ employee_id: id }) => id).sort();
    };
    const drivers = await group('Drivers', ada);
    const other = await group('Others', bob);
    const strict = await policy('Strict');
    await settled();
    await assign(line(strict, drivers, 5));
    expect(await due()).toEqual([ada]);
    const next = {
      basedOn: 1,
      policy: PolicyV1.parse({ schema: 1, name: 'Strict', schedule: { everyHours: 2 } }),
    };
    await owner.post(`/api/v1/policies/${strict}/versions`, next).expect(201);
    expect(await due()).toEqual([ada]);
    await members(drivers, 'add', bob);
    expect(await due()).toEqual([bob]);
    await members(other, 'remove', bob);
    expect(await due()).toEqual([]);
    await directory.send('delete', `/Groups/${drivers}`).expect(204);
    expect(await due()).toEqual([ada, bob].sort());
  });

  it('says since when something is asked for, which publishing anew does not restart', async () => {
    const ada = (await directory.user()).id;
    const asked = async (category: string, platform?: string) =>
      inCompany(async (db) =>
        (await app.get(EffectivePolicies).forEmployee(db, owner.companyId, ada)).askedSince(
          category,
          platform,
        ),
      );
    const began = await asked('photos');
    const publish = (basedOn: number, scope: PolicyV1Input['scope']) =>
      owner
        .post(`/api/v1/policies/${floor}/versions`, {
          basedOn,
          policy: PolicyV1.parse({
            ...{ schema: 1, name: 'Standard', scope },
            privacy: { purpose: 'Talks with clients', lawfulBasis: 'contract' },
          }),
        })
        .expect(201);
    await publish(1, { categories: ['photos', 'notes'] });
    const noted = await asked('notes');
    await publish(2, { categories: ['notes', 'photos', 'videos'], iosBackup: 'whole' });
    expect(await asked('photos')).toEqual(began);
    expect(await asked('notes')).toEqual(noted);
    expect(noted.getTime()).toBeGreaterThan(began.getTime());
    expect((await asked('notes', 'ios')).getTime()).toBeGreaterThan(noted.getTime());
    // In a group it is asked for from the day on which the person came into it.
    const strict = await policy('Strict');
    const drivers = await group('Drivers');
    await assign(line(strict, drivers, 5));
    const before = Date.now();
    await members(drivers, 'add', ada);
    expect((await asked('photos')).getTime()).toBeGreaterThan(before - DAY_MS / 24);
    expect((await asked('photos')).getTime()).toBeGreaterThanOrEqual(
      (
        await app.sql<{ since: Date }>('SELECT since FROM people_memberships WHERE employee_id = $1', [ada])
      )[0]?.since.getTime() ?? Infinity,
    );
  });

  it('costs the same statements for five hundred people as for one', async () => {
    const people = await app.sql<{ id: string }>(
      `INSERT INTO people_employees (company_id, id, name, email, role)
       SELECT $1, gen_random_uuid(), 'P' || n, 'p' || n || '@example.com', 'employee' FROM generate_series(1, 500) n
       RETURNING id`,
      [owner.companyId],
    );
    const ids = people.map(({ id }) => id);
    const groups = [await group('Zero'), await group('One'), await group('Two')];
    await app.sql(
      `INSERT INTO people_memberships (company_id, group_id, employee_id)
       SELECT $1, ($2::uuid[])[1 + n % 3], id FROM unnest($3::uuid[]) WITH ORDINALITY AS p (id, n) WHERE n % 4 > 0`,
      [owner.companyId, groups, ids],
    );
    const policies = [await policy('Zero'), await policy('One'), await policy('Two')];
    await assign(...groups.map((id, at) => line(policies[at] ?? '', id, at + 1)));
    await app.stopJobs();
    const taken = statementsOf(app);
    const found = await inCompany((db) => app.get(EffectivePolicies).forEmployees(db, owner.companyId, ids));
    const first = taken().filter((text) => /^(SELECT|WITH)/.test(text)).length;
    await inCompany((db) => app.get(EffectivePolicies).forEmployees(db, owner.companyId, ids.slice(0, 1)));
    const again = taken().filter((text) => /^(SELECT|WITH)/.test(text)).length;
    expect([first, again]).toEqual([3, 2]);
    const names = [...found.values()].map((one) => one.policy.name);
    const counts = Object.fromEntries(
      ['Standard', 'Zero', 'One', 'Two'].map((name) => [name, names.filter((one) => one === name).length]),
    );
    expect(counts).toEqual({ Standard: 125, Zero: 125, One: 125, Two: 125 });
    expect(new Set([...found.values()].map((one) => one.policy)).size).toBe(4);
  });
});
