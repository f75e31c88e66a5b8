import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportReport } from '@holdfast/contracts';
import { TestDirectory } from '../../directory/testing/test-directory.js';
import { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';

describe('POST /api/v1/people/import', () => {
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  const send = (by: TestConsole, file: string | Buffer, dryRun: boolean) =>
    app
      .http()
      .post(`/api/v1/people/import?dryRun=${dryRun}`)
      .set({ cookie: by.cookie, 'x-holdfast-request': '1', 'content-type': 'text/csv' })
      .send(file);
  const report = async (file: string | Buffer, dryRun: boolean): Promise<ImportReport> =>
    (await send(owner, file, dryRun).expect(200)).body as ImportReport;
  const people = async (by = owner) =>
    ((await by.get('/api/v1/people?limit=200').expect(200)).body as { items: Record<string, unknown>[] })
      .items;

  it('tells what it would do, row by row, and then does exactly that', async () => {
    await owner.post('/api/v1/people', { name: 'Old Name', email: 'old@x.example', department: 'Sales' });
    await owner.post('/api/v1/people', { name: 'Same', email: 'same@x.example', department: 'IT' });
    const file = [
      'Name,E-Mail,Department,Role',
      'Ann Lee,ANN@x.example,Legal,owner',
      '"Lee, ""Ben""",ben@x.example,,admin',
      'New Name,old@x.example,,',
      'Same,same@x.example,IT,',
      ',nobody@x.example,,',
      'No Address,not-an-address,,',
      '"=HYPERLINK(""http://evil"")",evil@x.example,,',
      'Twice,ann@x.example,,',
      'Short,short@x.example',
      '"Two',
      'lines",two@x.example,,',
      '',
      'Last,last@x.example,,',
    ].join('\r\n');
    const dry = await report(file, true);
    expect(dry).toMatchObject({
      dryRun: true,
      added: 4,
      changed: 1,
      unchanged: 1,
      refused: 5,
      ignoredColumns: ['Role'],
    });
    expect(dry.addedRows).toEqual([
      { line: 2, name: 'Ann Lee', email: 'ann@x.example', department: 'Legal' },
      { line: 3, name: 'Lee, "Ben"', email: 'ben@x.example', department: null },
      { line: 11, name: 'Two lines', email: 'two@x.example', department: null },
      { line: 14, name: 'Last', email: 'last@x.example', department: null },
    ]);
    expect(dry.changedRows).toEqual([
      { line: 4, name: 'New Name', email: 'old@x.example', department: 'Sales' },
    ]);
    expect(dry.refusedRows).toEqual([
      { line: 6, reason: 'name' },
      { line: 7, reason: 'email' },
      { line: 8, reason: 'formula' },
      { line: 9, reason: 'twice-in-file' },
      { line: 10, reason: 'columns' },
    ]);
    expect(await people()).toHaveLength(3);
    expect(await report(file, false)).toEqual({ ...dry, dryRun: false });
    const after = await people();
    expect(after).toHaveLength(7);
    expect(new Set(after.map(({ role }) => role))).toEqual(new Set(['owner', 'employee']));
    expect(after.find(({ email }) => email === 'old@x.example')).toMatchObject({
      name: 'New Name',
      department: 'Sales',
    });
    const log = await app.audit(owner.companyId);
    expect(log.at(-1)).toMatchObject({ action: 'people.imported', details: { added: 4, changed: 1 } });
    expect(app.log.all()).not.toContain('ann@x.example');
    // Once more it is nothing new.
    expect(await report(file, false)).toMatchObject({ added: 0, changed: 0, unchanged: 6 });
    expect(
      (await app.audit(owner.companyId)).filter(({ action }) => action === 'people.imported'),
    ).toHaveLength(1);
    const { headline } = (await owner.get('/api/v1/overview')).body as { headline: object };
    expect(headline).toMatchObject({ inScope: 7, notProtected: 7, segments: { unknown: 7 } });
    expect((await owner.get('/api/v1/gaps')).body).toMatchObject({ total: 7 });
  });

  it('reads what spreadsheets write: semicolons, tabs, a mark at the start, our own report', async () => {
    for (const [file, name] of [
      ['\ufeffname;email;department\nMüller, Eva;eva@x.example;R&D\n', 'Müller, Eva'],
      ['email\tname\ntab@x.example\tTab\tKey', undefined],
      ['email\tname\ntab@x.example\tTab Key', 'Tab Key'],
      ['employee name,e-mail\nx,y', undefined],
      ["name,email\n'+49 Berlin,plus@x.example", '+49 Berlin'],
    ] as const) {
      const answer = await send(owner, file, true);
      const { addedRows } = answer.body as ImportReport;
      expect([file, addedRows?.[0]?.name]).toEqual([file, name]);
    }
  });

  it('refuses what is no such file, whole', async () => {
    for (const [file, status] of [
      ['', 422],
      ['name\nAnn', 422],
      ['name,email,email\na,b,c', 422],
      ['name,email\n"Ann,ann2@x.example', 422],
      [Buffer.from('name,email\nM\xfcller,m@x.example', 'latin1'), 422],
      [`name,email\n${'a'.repeat(20_000)},a@x.example`, 422],
      [`name,email\n${'x,y\n'.repeat(100_001)}`, 413],
      [Buffer.alloc(10 * 1024 * 1024 + 1, 97), 413],
    ] as const)
      expect((await send(owner, file, false)).status).toBe(status);
    await owner.post('/api/v1/people/import', { name: 'json' }).expect(422);
    const auditor = await owner.colleague('auditor');
    await send(auditor, 'name,email\nA,a@x.example', true).expect(403);
  });

  it('leaves whom the directory manages to it, wakes no leaver, and stays in its company', async () => {
    const directory = await TestDirectory.of(app, owner);
    const { id, userName } = await directory.user();
    const leaver = await owner.post('/api/v1/people', { name: 'Left', email: 'left@x.example' });
    const leaverId = (leaver.body as { id: string }).id;
    await owner.patch(`/api/v1/people/${leaverId}`, { active: false }).expect(200);
    const file = `name,email\nRenamed,${String(userName)}\nLeft Again,left@x.example\nOther,other@x.example`;
    expect(await report(file, false)).toMatchObject({
      added: 1,
      changed: 1,
      refusedRows: [{ line: 2, reason: 'managed-by-directory' }],
    });
    await directory.get(`/Users/${id}`).expect(200, /"displayName":"Person/);
    expect((await owner.get(`/api/v1/people/${leaverId}`)).body).toMatchObject({
      name: 'Left Again',
      active: false,
    });
    const stranger = await app.companyWithOwner('Elsewhere');
    expect((await send(stranger, 'name,email\nMine,other@x.example', false)).body).toMatchObject({
      added: 1,
    });
    expect((await people()).find(({ email }) => email === 'other@x.example')).toMatchObject({
      name: 'Other',
    });
  });
});
