import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';
import { type Body, TestDirectory } from '../testing/test-directory.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

const oktaUser = (userName: string) => ({
  schemas: [USER],
  userName,
  name: { givenName: 'Test', familyName: 'User' },
  emails: [{ primary: true, value: userName, type: 'work' }],
  displayName: 'Test User',
  locale: 'en-US',
  externalId: `00u${randomUUID().slice(0, 8)}`,
  groups: [],
  password: '1mz050nq',
  active: true,
});

/** Requests in the shapes that Okta publishes of its SCIM client and of its tests of a server. */
describe('Okta', () => {
  let app: TestApp;
  let owner: TestConsole;
  let okta: TestDirectory;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    okta = await TestDirectory.of(app, owner);
  });
  afterAll(() => app.stop());

  const userName = () => `${randomUUID().slice(0, 8)}@okta.example`;
  const create = async (name = userName()) =>
    (await okta.send('post', '/Users', oktaUser(name)).expect(201)).body as Body & {
      id: string;
      active: boolean;
    };

  it('tries its credentials with a page of two, and reads groups by the hundred', async () => {
    await create();
    const users = await okta.get('/Users?startIndex=1&count=2').expect(200);
    expect(users.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      itemsPerPage: expect.any(Number),
      startIndex: 1,
      totalResults: expect.any(Number),
    });
    expect((users.body as { Resources: unknown[] }).Resources.length).toBeGreaterThan(0);
    const groups = await okta.get('/Groups?startIndex=1&count=100').expect(200);
    expect(groups.body).toMatchObject({ Resources: expect.any(Array) });
  });

  it('looks for a user name before it creates one, and is refused a second with 409', async () => {
    const name = userName();
    const query = `/Users?filter=userName%20eq%20%22${encodeURIComponent(name)}%22&startIndex=1&count=100`;
    expect((await okta.get(query).expect(200)).body).toMatchObject({ totalResults: 0, Resources: [] });
    const { id, ...created } = await create(name);
    expect(created).not.toHaveProperty('password');
    expect(created).not.toHaveProperty('locale');
    expect((await okta.get(query).expect(200)).body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    const taken = await okta.send('post', '/Users', oktaUser(name.toUpperCase())).expect(409);
    expect(taken.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    await okta.get('/Users/010101001010101011001010101011').expect(404);
  });

  it('replaces a person whole, and keeps who they are', async () => {
    const { id, ...created } = await create();
    const name = { givenName: 'Another', familyName: 'Name', middleName: 'Excited' };
    const put = { ...created, id, name, displayName: 'Another Name' };
    const answer = await okta.send('put', `/Users/${id}`, put).expect(200);
    expect(answer.body).toMatchObject({ id, displayName: 'Another Name', meta: { version: 'W/"2"' } });
    // The same once more is nothing new, and what is not said of `active` leaves it.
    const events = (await app.audit(owner.companyId)).length;
    const { active: _active, ...silent } = put;
    await okta.send('put', `/Users/${id}`, silent).expect(200).expect('etag', 'W/"2"');
    expect(await app.audit(owner.companyId)).toHaveLength(events);
    await okta.send('put', `/Users/${id}`, { ...put, active: false }).expect(200);
    await okta.send('put', `/Users/${id}`, silent).expect(200, /"active":false/);
  });

  it('deactivates and activates by PATCH without a path', async () => {
    const { id } = await create();
    for (const active of [false, true]) {
      const answer = await okta.patch(`/Users/${id}`, { op: 'replace', value: { active } }).expect(200);
      expect(answer.body).toMatchObject({ id, active });
      expect((await owner.get(`/api/v1/people/${id}`)).body).toMatchObject({ active });
    }
  });

  it('pushes groups: members with their names, removed by filters, renamed with an id, replaced whole', async () => {
    const [ann, ben] = [await create(), await create()];
    const made = await okta
      .send('post', '/Groups', {
        schemas: [GROUP],
        displayName: 'Test SCIMv2',
        members: [{ value: ann.id, display: 'ann@okta.example' }],
      })
      .expect(201);
    const { id } = made.body as { id: string };
    const members = async () =>
      ((await okta.get(`/Groups/${id}`).expect(200)).body as { members: { value: string }[] }).members.map(
        ({ value }) => value,
      );
    await okta
      .patch(
        `/Groups/${id}`,
        { op: 'remove', path: `members[value eq "${ann.id}"]` },
        { op: 'add', path: 'members', value: [{ value: ben.id, display: 'ben@okta.example' }] },
      )
      .expect(204);
    expect(await members()).toEqual([ben.id]);
    await okta.patch(`/Groups/${id}`, { op: 'replace', value: { id, displayName: 'Renamed' } }).expect(204);
    await okta
      .patch(`/Groups/${id}`, {
        op: 'replace',
        path: 'members',
        value: [{ value: ann.id }, { value: ben.id }],
      })
      .expect(204);
    expect((await members()).sort()).toEqual([ann.id, ben.id].sort());
    const put = { schemas: [GROUP], id, displayName: 'Renamed', members: [{ value: ben.id }] };
    expect((await okta.send('put', `/Groups/${id}`, put).expect(200)).body).toMatchObject({
      displayName: 'Renamed',
      members: [{ value: ben.id }],
    });
    await okta.send('delete', `/Users/${ben.id}`).expect(204);
    expect(await members()).toEqual([]);
  });

  it('takes over who is known already and not managed, by e-mail address, and never somebody managed', async () => {
    const email = userName();
    const added = await owner.post('/api/v1/people', { name: 'By hand', email, role: 'auditor' }).expect(201);
    const { id } = added.body as { id: string };
    expect((await okta.get('/Users?count=200')).text).not.toContain(id);
    await okta.get(`/Users/${id}`).expect(404);
    expect((await create(email)).id).toBe(id);
    // The role is not the directory's to give.
    expect((await owner.get(`/api/v1/people/${id}`)).body).toMatchObject({
      name: 'Test User',
      role: 'auditor',
    });
    const other = { ...oktaUser(userName()), emails: [{ value: email }] };
    await okta.send('post', '/Users', other).expect(409, /uniqueness/);
    const { id: third } = await create();
    const taken = { op: 'replace', path: 'emails', value: [{ value: email, primary: true }] };
    await okta.patch(`/Users/${third}`, taken).expect(409, /uniqueness/);
    await okta
      .patch(`/Users/${third}`, { op: 'replace', path: 'userName', value: email })
      .expect(409, /uniqueness/);
  });

  it('is told by version what changed in between', async () => {
    const { id } = await create();
    const patch = (displayName: string) =>
      okta.patch(`/Users/${id}`, { op: 'replace', value: { displayName } });
    await okta.get(`/Users/${id}`).set('if-none-match', 'W/"1"').expect(304);
    await patch('One').set('if-match', 'W/"1"').expect(200);
    const late = await patch('Two').set('if-match', 'W/"1"').expect(412);
    expect(late.body).toMatchObject({
      status: '412',
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    });
    await okta.send('delete', `/Users/${id}`).set('if-match', 'W/"1"').expect(412);
    await patch('Three').set('if-match', '*').expect(200);
    await okta.get(`/Users/${id}`).set('if-none-match', 'W/"2"').expect(200, /Three/);
  });

  it('sees of a resource what it asks for', async () => {
    const { id, userName: name } = await create();
    const only = await okta.get(`/Users/${id}?attributes=userName,emails.value,name.givenName`).expect(200);
    expect(only.body).toEqual({
      schemas: [USER],
      id,
      userName: name,
      name: { givenName: 'Test' },
      emails: [{ value: name }],
    });
    const without = await okta.get(`/Users/${id}?excludedAttributes=emails,name.familyName,meta`).expect(200);
    expect(without.body).not.toHaveProperty('emails');
    expect(without.body).toMatchObject({ name: { givenName: 'Test' }, userName: name });
    await okta.get(`/Users/${id}?attributes=id&excludedAttributes=id`).expect(400);
  });

  it('pages from one, sorts both ways, and counts without rows', async () => {
    for (let number = 0; number < 12; number += 1) await create();
    const all = await okta.ids('/Users?count=200&sortBy=userName');
    const pages = [];
    for (let start = 1; start <= all.length; start += 5)
      pages.push(
        ...(await okta.ids(`/Users?startIndex=${start}&count=5&sortBy=userName&sortOrder=ascending`)),
      );
    expect(pages).toEqual(all);
    expect(await okta.ids('/Users?count=200&sortBy=userName&sortOrder=descending')).toEqual(
      [...all].reverse(),
    );
    expect(new Set(await okta.ids('/Users?count=200'))).toEqual(new Set(all));
    const none = await okta.get('/Users?count=0').expect(200);
    expect(none.body).toMatchObject({ totalResults: all.length, Resources: [], itemsPerPage: 0 });
    const beyond = await okta.get('/Users?startIndex=1000&count=5').expect(200);
    expect(beyond.body).toMatchObject({ totalResults: all.length, Resources: [], startIndex: 1000 });
    expect(await okta.ids('/Users?startIndex=-3&count=1')).toHaveLength(1);
  });
});
