import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Tenant } from '../database/tenant.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { Leavers } from './leavers.js';

const by = { kind: 'system', name: 'spec' } as const;

describe('leavers', () => {
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  const begin = (employeeId: string) =>
    app
      .get(Tenant)
      .run(owner.companyId, (db) =>
        app.get(Leavers).begin(db, owner.companyId, employeeId, { cause: 'directory-inactive', by }),
      );
  const takeBack = (employeeId: string) =>
    app
      .get(Tenant)
      .run(owner.companyId, (db) => app.get(Leavers).takeBack(db, owner.companyId, employeeId, { by }));

  it('are refused at their next request, once on record, and let in again as they were', async () => {
    const person = await owner.colleague('helpdesk');
    const [left] = await begin(person.employeeId);
    expect(left).toMatchObject({ action: 'person.left', details: { cause: 'directory-inactive' } });
    expect(await begin(person.employeeId)).toEqual([]);
    await person.get('/api/v1/overview').expect(401);
    expect(await takeBack(person.employeeId)).toHaveLength(1);
    expect(await takeBack(person.employeeId)).toEqual([]);
    await person.get('/api/v1/overview').expect(200);
  });

  it('are never the last owner, and never a stranger', async () => {
    await expect(begin(owner.employeeId)).rejects.toMatchObject({ code: 'last-owner' });
    const stranger = await app.companyWithOwner('Elsewhere');
    await expect(begin(stranger.employeeId)).rejects.toMatchObject({ code: 'not-found' });
  });
});
