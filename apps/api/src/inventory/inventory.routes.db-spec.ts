import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { InventorySource, Vanished } from '@holdfast/contracts';
import { TestScript } from '../api-tokens/testing/test-script.js';
import { Tenant } from '../database/index.js';
import { TestDirectory } from '../directory/testing/test-directory.js';
import type { TestAgent } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { unenrolledPhones, WatchSources } from './index.js';
import { TestInventory } from './testing/test-inventory.js';

const PATH = '/api/v1/inventory';
const INTUNE =
  'Device ID,Device name,Last check-in,OS version,Serial number,Model,IMEI,Primary user UPN,Primary user email address,Ownership,OS,Phone number';

describe('the inventory of phones', () => {
  let app: TestApp;
  let owner: TestConsole;
  let inventory: TestInventory;
  let mira: string;
  let email: string;
  beforeAll(async () => {
    app = await TestApp.start();
    await app.stopJobs();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    owner = await app.companyWithOwner();
    inventory = new TestInventory(app, owner);
    mira = await owner.employee('Mira Haddad');
    email = await inventory.emailOf(mira);
  });

  const unenrolled = async () =>
    (
      await app
        .get(Tenant)
        .run(owner.companyId, (db) => unenrolledPhones(db, owner.companyId, [mira, owner.employeeId]))
    ).get(mira);
  const enrol = async (agent: TestAgent, more: object): Promise<string> => {
    const phone = { ...agent.phone('serial', 'A phone', 'ios'), ...more };
    const answer = await agent.post('/agent/v1/phones', phone).expect(201);
    return (answer.body as { phoneId: string }).phoneId;
  };
  const actions = async () => (await app.audit(owner.companyId)).map(({ action }) => action);
  const sources = async () =>
    ((await owner.get(`${PATH}/sources`).expect(200)).body as { items: InventorySource[] }).items;
  const vanished = async (query = 'limit=200') =>
    (await owner.get(`${PATH}/vanished?${query}`).expect(200)).body as {
      items: Vanished[];
      nextCursor: string | null;
      total: number;
    };
  const iphone = (device_id: string, model = 'iPhone 13') => ({ device_id, email, platform: 'iOS', model });
  /** Who was computed anew is due again. */
  const due = async () =>
    (
      await app.sql<{ due: boolean }>(
        `SELECT coalesce(bool_or(next_transition_at <= now()), false) AS due FROM coverage_people WHERE employee_id = '${mira}'`,
      )
    )[0]?.due;

  it('reads an export of Intune, shows what it would do, and keeps nothing that names a device', async () => {
    const file = [
      INTUNE,
      `id-1,Miras iPhone,2026-11-27,17.1.2,SERIAL-1,iPhone 14 Pro,IMEI-1,${email.toUpperCase()},,Company,iOS,+49170`,
      `id-2,Pixel,2026-11-27,14.0,SERIAL-2,Pixel 8,IMEI-2,,${email},Personal,Android (personally-owned work profile),`,
      `id-3,Laptop,2026-11-27,10.0,SERIAL-3,Latitude,,${email},,Company,Windows,`,
      `id-4,iPad,2026-11-27,17.0,SERIAL-4,iPad Air,,${email},,Company,iOS,`,
      `id-5,Other,2026-11-27,17.0,SERIAL-5,iPhone 12,,stranger@x.example,,Company,iOS,`,
      `id-6,Nobody,2026-11-27,17.0,SERIAL-6,iPhone 12,,,,Company,iOS,`,
      `id-1,Again,2026-11-27,17.1.2,SERIAL-1,iPhone 14 Pro,IMEI-1,${email},,Company,iOS,`,
      `id-7,Short`,
    ].join('\r\n');
    const tried = await inventory.csv('intune', file, '?dryRun=true');
    expect(tried).toMatchObject({
      dryRun: true,
      phones: 2,
      added: 2,
      notEnrolled: 2,
      notPhones: 2,
      unknownPeople: 1,
      refused: 3,
      refusedRows: [
        { line: 6, reason: 'unknown-person' },
        { line: 7, reason: 'person' },
        { line: 8, reason: 'twice-in-file' },
        { line: 9, reason: 'columns' },
      ],
      ignoredColumns: ['Device name', 'Last check-in', 'Serial number', 'IMEI', 'Phone number'],
    });
    expect(await sources()).toEqual([]);
    expect(await inventory.phones()).toEqual([]);
    expect(await inventory.csv('intune', file)).toEqual({ ...tried, dryRun: false });
    expect(await inventory.phones()).toEqual([
      expect.objectContaining({ platform: expect.any(String), state: 'not-enrolled', source: 'intune' }),
      expect.objectContaining({ employee: { id: mira, name: 'Mira Haddad', department: 'Sales' } }),
    ]);
    const kept = JSON.stringify(
      await app.sql("SELECT p::text, encode(device_hash, 'escape') FROM inventory_phones p"),
    );
    for (const secret of ['SERIAL', 'IMEI', '+49170', 'Miras', 'id-1', 'stranger', email])
      expect(kept).not.toContain(secret);
    expect(kept).toContain('17.1.2');
    expect(app.log.all()).not.toContain('stranger@x.example');
    // Once more it is nothing new, but it is fresh.
    expect(await inventory.csv('intune', file)).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
      vanished: 0,
    });
    expect((await sources())[0]).toMatchObject({
      name: 'intune',
      phones: 2,
      notEnrolled: 2,
      unknownPeople: 1,
      quiet: false,
    });
    expect(await actions()).toContain('inventory.imported');
  });

  it('reads exports of Jamf and Google, our own columns, JSON and a JSON object a line', async () => {
    for (const [source, file, found] of [
      [
        'jamf',
        `Display Name,JSS Mobile Device ID,Model,OS Version,Email Address,Device Ownership Type\nx,1,iPhone SE (3rd generation),18.0,${email},Institutional`,
        { platform: 'ios', osVersion: '18', ownership: 'company' },
      ],
      [
        'google',
        `Device Id;Name;Email;Model;OS;Ownership\n1;x;${email};Pixel 8;Android 15;User owned`,
        { platform: 'android', osVersion: '15', ownership: 'personal' },
      ],
      [
        'csv',
        `email\tplatform\tmodel\tos_version\n${email}\tandroid\tSM-G991B\t14`,
        { platform: 'android', model: 'SM-G991B' },
      ],
    ] as const) {
      await inventory.csv(source, file);
      expect(await inventory.phones(`source=${source}`)).toEqual([expect.objectContaining(found)]);
    }
    const row = { email, platform: 'ios', model: 'iPhone 13', serial: 'S' };
    expect(await inventory.replace('json', [row, row, { email: 1 }])).toMatchObject({
      phones: 2,
      refused: 1,
    });
    const lines = `${JSON.stringify(row)}\n\nnonsense\n${JSON.stringify({ email, platform: 'fridge' })}`;
    const answer = await inventory.send('lines', lines, '', 'application/x-ndjson').expect(200);
    expect(answer.body).toMatchObject({
      phones: 1,
      refusedRows: [
        { line: 3, reason: 'columns' },
        { line: 4, reason: 'platform' },
      ],
    });
    const user = await TestDirectory.of(app, owner).then((directory) =>
      directory.user({ emails: [{ value: 'work@x.example', type: 'work', primary: true }] }),
    );
    expect(
      await inventory.replace('upn', [{ email: String(user['userName']).toUpperCase(), platform: 'ios' }]),
    ).toMatchObject({ phones: 1 });
  });

  it('refuses what is no inventory, whole', async () => {
    for (const [file, type, status] of [
      ['', 'text/csv', 422],
      ['serial,imei\n1,2', 'text/csv', 422],
      ['email,platform\n"a@b.example,ios', 'text/csv', 422],
      [Buffer.from('email,platform\nM\xfcller,ios', 'latin1'), 'text/csv', 422],
      [`email,platform\n${'a'.repeat(30_000)},ios`, 'text/csv', 422],
      ['x'.repeat(30_000), 'application/x-ndjson', 422],
      ['[]', 'application/json', 422],
      ['{"rows":{}}', 'application/json', 422],
      ['<a/>', 'text/xml', 422],
    ] as const)
      expect([file.slice(0, 20), (await inventory.send('csv', file as string, '', type)).status]).toEqual([
        file.slice(0, 20),
        status,
      ]);
    await inventory.send('Not A Name', 'email,platform\n').expect(400);
    expect(await sources()).toEqual([]);
  });

  it('knows which is enrolled, and knows it anew when a phone is enrolled or released', async () => {
    await inventory.replace('intune', [iphone('a'), iphone('b', 'iPhone15,2')]);
    expect(await unenrolled()).toMatchObject({
      count: 2,
      since: expect.any(Date),
      ids: [expect.any(String), expect.any(String)],
    });
    const agent = await app.agentOf(owner, mira);
    const phoneId = await enrol(agent, { platform: 'ios', model: 'iPhone 14 Pro' });
    expect(await unenrolled()).toMatchObject({ count: 1 });
    expect(await inventory.phones('state=enrolled')).toEqual([
      expect.objectContaining({ model: 'iPhone15,2', phone: { id: phoneId, label: 'A phone' } }),
    ]);
    // A second source that tells of the same phones does not make four of two.
    await inventory.replace('list', [iphone('x'), iphone('y', 'iPhone 14 Pro')]);
    expect(await unenrolled()).toMatchObject({ count: 1 });
    expect((await unenrolled())?.ids).toHaveLength(2);
    await app.sql(`UPDATE coverage_people SET next_transition_at = NULL`);
    await owner.delete(`/api/v1/phones/${phoneId}/enrolment`).expect(204);
    expect(await unenrolled()).toMatchObject({ count: 2 });
    await enrol(agent, { platform: 'ios', model: 'iPhone 14 Pro' });
    await app.sql(`UPDATE coverage_people SET next_transition_at = NULL`);
    await inventory.replace('intune', [iphone('a'), iphone('b', 'iPhone15,2')]);
    expect(await due()).toBe(false);
    await inventory.replace('intune', [iphone('b', 'iPhone15,2')]);
    expect(await due()).toBe(true);
  });

  it('is right also when a list comes in while phones are enrolled', async () => {
    const agent = await app.agentOf(owner, mira);
    for (let round = 0; round < 5; round += 1) {
      const listed = Array.from({ length: 2 * round + 2 }, (_one, at) => iphone(String(at), 'iPhone 12'));
      const phone = (key: string) => ({
        ...agent.phone(`${key}${String(round)}`, 'A phone', 'ios'),
        model: 'iPhone 12',
      });
      await Promise.all([
        inventory.replace(`list-${String(round)}`, listed),
        agent.post('/agent/v1/phones', phone('x')).expect(201),
        agent.post('/agent/v1/phones', phone('y')).expect(201),
      ]);
      expect(await unenrolled()).toBeUndefined();
      await inventory.replace(`list-${String(round)}`, []);
    }
  });

  it('is not moved by what somebody says of themselves, and nobody is told of that', async () => {
    const person = await owner.colleague('employee');
    await inventory.replace('csv', [{ email: person.email, platform: 'ios', model: 'iPhone 13' }]);
    const before = await inventory.phones();
    const log = await actions();
    await person.put('/api/v1/my/answer', { answer: 'not-for-work' }).expect(204);
    expect((await person.get('/api/v1/my/answer')).body).toMatchObject({ answer: 'not-for-work' });
    expect(before[0]).toMatchObject({ state: 'not-enrolled' });
    expect(await inventory.phones()).toEqual(before);
    const found = await app
      .get(Tenant)
      .run(owner.companyId, (db) => unenrolledPhones(db, owner.companyId, [person.employeeId]));
    expect(found.get(person.employeeId)).toMatchObject({ count: 1 });
    expect((await actions()).filter((action) => !log.includes(action))).toEqual([]);
    await person.put('/api/v1/my/answer', { answer: null }).expect(204);
  });

  it('sets a phone aside until its source no longer tells of it', async () => {
    await inventory.replace('intune', [iphone('a'), iphone('b')]);
    const [{ id = '' } = {}] = await inventory.phones();
    await owner.put(`${PATH}/${id}/set-aside`, { reason: 'because' }).expect(400);
    await owner.put(`${PATH}/${id}/set-aside`, { reason: 'spare' }).expect(204);
    expect(await unenrolled()).toMatchObject({ count: 1 });
    expect((await inventory.phones('state=set-aside'))[0]).toMatchObject({ id, reason: 'spare' });
    await owner.delete(`${PATH}/${id}/set-aside`).expect(204);
    expect(await unenrolled()).toMatchObject({ count: 2 });
    await owner.put(`${PATH}/${id}/set-aside`, { reason: 'returned' }).expect(204);
    await inventory.replace('intune', []);
    await owner.put(`${PATH}/${id}/set-aside`, { reason: 'spare' }).expect(404);
    await inventory.replace('intune', [iphone('a'), iphone('b')]);
    expect((await inventory.phones()).map(({ state }) => state)).toEqual(['not-enrolled', 'not-enrolled']);
    expect(await actions()).toEqual(
      expect.arrayContaining(['inventory.phone-set-aside', 'inventory.phone-taken-back']),
    );
  });

  it('tells what vanished: phones, an enrolled one, a quiet source, a person of the directory', async () => {
    const agent = await app.agentOf(owner, mira);
    const phoneId = await enrol(agent, { platform: 'ios', model: 'iPhone 14 Pro' });
    await inventory.replace('intune', [iphone('a'), iphone('b', 'iPhone15,2'), iphone('c', 'iPhone 12')]);
    await inventory.replace('intune', [iphone('c', 'iPhone 12')]);
    expect(await unenrolled()).toMatchObject({ count: 1 });
    const directory = await TestDirectory.of(app, owner);
    const user = await directory.user();
    await app.sql(`UPDATE directory_people SET active = false WHERE employee_id = '${user.id}'`);
    await app.sql(
      `UPDATE inventory_sources SET imported_at = now() - interval '31 days' WHERE company_id = '${owner.companyId}'`,
    );
    const watch = app.get(WatchSources);
    for (let round = 0; round < 2; round += 1)
      await watch.run(owner.companyId, new Date(Date.now() + round * 86_400_000));
    expect((await actions()).filter((action) => action === 'inventory.source-quiet')).toHaveLength(1);
    expect((await sources())[0]).toMatchObject({ quiet: true, vanished: 2 });
    const { items, total } = await vanished();
    expect(total).toBe(4);
    expect(items.map(({ kind }) => kind).sort()).toEqual([
      'enrolled-phone-vanished',
      'person-vanished',
      'phone-vanished',
      'source-quiet',
    ]);
    expect(items.find(({ kind }) => kind === 'enrolled-phone-vanished')).toMatchObject({
      phone: { id: phoneId },
      employee: { id: mira },
    });
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await vanished(`limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(items.map(({ id }) => id));
    // The device management gave it another id: it has not vanished.
    await inventory.replace('intune', [iphone('c', 'iPhone 12'), iphone('d', 'iPhone 14 Pro')]);
    expect((await vanished()).items.map(({ kind }) => kind).sort()).toEqual([
      'person-vanished',
      'phone-vanished',
    ]);
    await watch.run(owner.companyId, new Date(Date.now() + 91 * 86_400_000));
    expect((await vanished()).items.map(({ kind }) => kind)).not.toContain('phone-vanished');
  });

  it('takes no file that was cut short, and forgets a source when it is asked to', async () => {
    const many = Array.from({ length: 30 }, (_one, at) => iphone(`d${String(at)}`));
    await inventory.replace('intune', many);
    const refused = await owner.put(`${PATH}/sources/intune`, { rows: many.slice(0, 10) }).expect(409);
    expect(refused.body).toMatchObject({
      code: 'inventory-shrinks',
      detail: expect.stringContaining('20 of the 30'),
    });
    expect(await inventory.replace('intune', many.slice(0, 10), '?dryRun=true')).toMatchObject({
      vanished: 20,
    });
    expect(await unenrolled()).toMatchObject({ count: 30 });
    expect(await inventory.replace('intune', many.slice(0, 10), '?allowShrink=true')).toMatchObject({
      vanished: 20,
    });
    await owner.patch(`${PATH}/sources/intune`, { quietDays: 7 }).expect(204);
    expect((await sources())[0]).toMatchObject({ quietDays: 7 });
    await owner.delete(`${PATH}/sources/intune`).expect(204);
    await owner.delete(`${PATH}/sources/intune`).expect(404);
    expect(await unenrolled()).toBeUndefined();
    expect(await app.sql(`SELECT FROM inventory_phones WHERE company_id = '${owner.companyId}'`)).toEqual([]);
    expect(await actions()).toEqual(
      expect.arrayContaining(['inventory.source-changed', 'inventory.source-removed']),
    );
  });

  it('is filtered, paged and exported, and of one company alone', async () => {
    const other = await owner.employee('=Ada', null);
    const rows = [
      iphone('a'),
      iphone('b', 'iPhone 12'),
      { email: await inventory.emailOf(other), platform: 'android', model: 'Pixel 8' },
    ];
    await inventory.replace('intune', rows);
    expect((await inventory.phones('platform=android')).map(({ employee }) => employee.name)).toEqual([
      '=Ada',
    ]);
    expect(await inventory.phones('q=iphone%2012')).toHaveLength(1);
    const first = (await owner.get(`${PATH}?limit=2`).expect(200)).body as {
      nextCursor: string;
      total: number;
    };
    expect(first.total).toBe(3);
    expect((await owner.get(`${PATH}?limit=2&cursor=${first.nextCursor}`)).body).toMatchObject({
      nextCursor: null,
    });
    const csv = await owner.get(`${PATH}.csv?state=not-enrolled`).expect(200);
    expect(csv.text.split('\r\n')).toHaveLength(5);
    expect(csv.text).toContain("'=Ada");
    const stranger = new TestInventory(app, await app.companyWithOwner('Elsewhere'));
    expect(await stranger.phones()).toEqual([]);
    expect(await stranger.replace('intune', rows)).toMatchObject({ phones: 0, unknownPeople: 3 });
    // The same device at two companies is known under two hashes.
    const script = await TestScript.of(app, owner, ['inventory.write']);
    await script.get(PATH).expect(403);
    await script.send('put', `${PATH}/sources/intune`, { rows }).expect(200);
    expect((await app.audit(owner.companyId)).at(-1)).toMatchObject({
      action: 'inventory.imported',
      actor: { kind: 'token', name: 'A script' },
    });
  });
});
