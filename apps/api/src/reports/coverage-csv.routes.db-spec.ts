import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

describe('GET /api/v1/reports/coverage.csv', () => {
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  it('has a row for each phone and each employee without one, and no cell is a formula', async () => {
    const employeeId = await owner.employee('=HYPERLINK("http://evil")', '+department');
    const agent = await app.agentOf(owner, employeeId);
    const protectedPhone = await TestBackup.of(app, agent, '@SUM(1)');
    await protectedPhone.commit((await protectedPhone.prepare()).commit).expect(201);
    await TestBackup.of(app, agent, 'Quote " comma, line');
    const answer = await owner
      .get('/api/v1/reports/coverage.csv')
      .expect(200)
      .expect('content-type', /text\/csv/)
      .expect('content-disposition', /attachment; filename="coverage-\d{4}-\d\d-\d\d\.csv"/);
    const lines = answer.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(
      'employee,email,department,phone,platform,state,gaps,oldest gap since,newest backup,snapshots,copies',
    );
    const text = answer.text;
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(text).toMatch(/'\+department,'@SUM\(1\),android,protected,,,\d{4}-\d\d-\d\d,1,1\r\n/);
    expect(text).toMatch(/"Quote "" comma, line",android,in-grace,,,,0,0\r\n/);
    expect(text).toMatch(/Olga Owner,.*,no-phone,no-workstation,\d{4}-\d\d-\d\d,,0,0\r\n/);
  });

  it('is for owners, admins and auditors, each of their own company', async () => {
    await (await owner.colleague('auditor')).get('/api/v1/reports/coverage.csv').expect(200);
    await (await owner.colleague('helpdesk')).get('/api/v1/reports/coverage.csv').expect(403, /role-refused/);
    await app.http().get('/api/v1/reports/coverage.csv').expect(401);
    const stranger = await app.companyWithOwner('Elsewhere');
    const answer = await stranger.get('/api/v1/reports/coverage.csv').expect(200);
    expect(answer.text.trimEnd().split('\r\n')).toHaveLength(2);
  });
});
