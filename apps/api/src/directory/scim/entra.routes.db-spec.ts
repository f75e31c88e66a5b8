import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';
import { type Body, TestDirectory } from '../testing/test-directory.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const filtered = (path: string, filter: string) => `${path}filter=${encodeURIComponent(filter)}`;

/** Requests in the shapes that Microsoft publishes of its provisioning service. */
describe('Entra ID', () => {
  let app: TestApp;
  let owner: TestConsole;
  let entra: TestDirectory;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    entra = await TestDirectory.of(app, owner);
  });
  afterAll(() => app.stop());

  const read = async (id: string): Promise<Body> =>
    (await entra.get(`/Users/${id}`).expect(200)).body as Body;
  const person = async (id: string): Promise<Body> =>
    (await owner.get(`/api/v1/people/${id}`).expect(200)).body as Body;

  it('creates a person, finds them by name in any case, and by work address', async () => {
    const mark = randomUUID();
    const created = await entra
      .send('post', '/Users', {
        schemas: [USER, ENTERPRISE],
        externalId: mark,
        userName: `Test_User_${mark}`,
        active: true,
        emails: [{ primary: true, type: 'work', value: `Test_User_${mark}@testuser.com` }],
        meta: { resourceType: 'User' },
        name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
        roles: [],
      })
      .expect(201)
      .expect('content-type', /^application\/scim\+json/)
      .expect('etag', 'W/"1"');
    const { id, meta } = created.body as { id: string; meta: Body };
    expect(created.headers['location']).toBe(`http://localhost:13199/scim/v2/Users/${id}`);
    expect(created.body).toMatchObject({
      schemas: [USER],
      externalId: mark,
      userName: `Test_User_${mark}`,
      name: { familyName: 'familyName', givenName: 'givenName' },
      emails: [{ primary: true, type: 'work', value: `Test_User_${mark}@testuser.com` }],
      active: true,
    });
    expect(meta).toMatchObject({ resourceType: 'User', version: 'W/"1"', created: meta['lastModified'] });
    expect(await read(id)).toEqual(created.body);
    for (const filter of [
      `userName eq "TEST_USER_${mark.toUpperCase()}"`,
      `emails[type eq "work"].value eq "test_user_${mark}@testuser.com"`,
      `externalId eq "${mark}"`,
      `userName eq "Test_User_${mark}" and active eq true`,
    ])
      expect(await entra.ids(filtered('/Users?', filter))).toEqual([id]);
    const none = await entra.get(filtered('/Users?', 'userName eq "non-existent user"')).expect(200);
    expect(none.body).toMatchObject({ totalResults: 0, Resources: [], startIndex: 1, itemsPerPage: 0 });
    expect(await person(id)).toMatchObject({ name: 'givenName familyName', role: 'employee', active: true });
  });

  it('asks with a random name whether we are there, and is told about what is not in its own form', async () => {
    const missing = await entra.get('/Users/5171a35d82074e068ce2').expect(404);
    expect(missing.headers['content-type']).toContain('application/scim+json');
    expect(missing.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '404',
    });
    for (const path of ['/Bulk', '/Me', '/Users/.search', '/'])
      expect((await entra.send('post', path, {}).expect(404)).body).toMatchObject({ status: '404' });
  });

  it('changes single and multi-valued attributes, with operations written as it writes them', async () => {
    const { id } = await entra.user({ name: { givenName: 'A', familyName: 'B' } });
    const answer = await entra
      .patch(
        `/Users/${id}`,
        { op: 'Replace', path: 'emails[type eq "work"].value', value: `Updated${id}@Microsoft.com` },
        { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
        { op: 'Add', path: 'nickName', value: 'Babs' },
        { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555 0100' },
        { op: 'Replace', path: 'addresses[type eq "work" and primary eq true].locality', value: 'Oslo' },
        { op: 'Replace', path: `${ENTERPRISE}:employeeNumber`, value: 'Eqpj' },
        { op: 'Add', path: `${ENTERPRISE}:department`, value: 'Sales' },
        { op: 'Replace', path: `${USER}:displayName`, value: 'Pvlo' },
      )
      .expect(200);
    expect(answer.body).toMatchObject({
      schemas: [USER, ENTERPRISE],
      displayName: 'Pvlo',
      name: { givenName: 'A', familyName: 'updatedFamilyName' },
      emails: [{ value: `Updated${id}@Microsoft.com`, type: 'work', primary: true }],
      [ENTERPRISE]: { department: 'Sales' },
      meta: { version: 'W/"2"' },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/Babs|555|Oslo|Eqpj/);
    const rows = await app.sql(
      'SELECT to_jsonb(d)::text AS all FROM directory_people d WHERE employee_id = $1',
      [id],
    );
    expect(JSON.stringify(rows)).not.toMatch(/Babs|555|Oslo|Eqpj/);
    expect(await person(id)).toMatchObject({
      name: 'Pvlo',
      department: 'Sales',
      email: `updated${id}@microsoft.com`,
    });
  });

  it('changes several attributes in one value, also with dots in their names (aadOptscim062020)', async () => {
    const { id } = await entra.user();
    const value = {
      displayName: 'Bjfe',
      'name.givenName': 'Kkom',
      'name.familyName': 'Unua',
      [`${ENTERPRISE}:department`]: 'Legal',
      [ENTERPRISE]: { costCenter: 'x' },
      title: 'Counsel',
    };
    const answer = await entra.patch(`/Users/${id}?aadOptscim062020`, { op: 'replace', value }).expect(200);
    expect(answer.body).toMatchObject({
      displayName: 'Bjfe',
      name: { givenName: 'Kkom', familyName: 'Unua' },
      [ENTERPRISE]: { department: 'Legal' },
    });
  });

  it('clears what is optional by an empty text and by null', async () => {
    const full = { name: { givenName: 'G', familyName: 'F' }, externalId: randomUUID() };
    const { id } = await entra.user({ ...full, [ENTERPRISE]: { department: 'D' } });
    for (const value of ['', null]) {
      await entra
        .patch(
          `/Users/${id}`,
          ...[
            'displayName',
            'externalId',
            'name.givenName',
            'name.familyName',
            `${ENTERPRISE}:department`,
          ].map((path) => ({ op: 'Replace', path, value })),
        )
        .expect(200);
      const left = await read(id);
      for (const gone of ['displayName', 'externalId', 'name', ENTERPRISE])
        expect(left).not.toHaveProperty([gone]);
    }
    expect((await read(id))['meta']).toMatchObject({ version: 'W/"2"' });
    for (const [path, value] of [
      ['userName', ''],
      ['active', 'maybe'],
      ['emails', [{ value: 'no address' }]],
    ])
      await entra.patch(`/Users/${id}`, { op: 'Replace', path, value }).expect(400, /invalidValue/);
  });

  it('sets a manager as a text and as an object, changes and removes them', async () => {
    const [person, first, second] = [await entra.user(), await entra.user(), await entra.user()];
    const path = `${ENTERPRISE}:manager`;
    const manager = async () => (await read(person.id))[ENTERPRISE];
    await entra.patch(`/Users/${person.id}`, { op: 'Add', path, value: first.id }).expect(200);
    expect(await manager()).toEqual({ manager: { value: first.id } });
    expect(await entra.ids(filtered('/Users?', `${path} eq "${first.id}"`))).toEqual([person.id]);
    await entra
      .patch(`/Users/${person.id}`, { op: 'Replace', path, value: { value: second.id } })
      .expect(200);
    expect(await manager()).toEqual({ manager: { value: second.id } });
    await entra
      .patch(`/Users/${person.id}`, { op: 'Replace', path: `${path}.value`, value: first.id })
      .expect(200);
    expect(await manager()).toEqual({ manager: { value: first.id } });
    await entra.patch(`/Users/${person.id}`, { op: 'Replace', path, value: '' }).expect(200);
    expect(await manager()).toBeUndefined();
    // Somebody of elsewhere is nobody here.
    await entra.patch(`/Users/${person.id}`, { op: 'Add', path, value: 'E-4711' }).expect(200);
    expect(await manager()).toBeUndefined();
  });

  it('switches somebody off by the text "False", and on again', async () => {
    const { id } = await entra.user();
    const off = await entra
      .patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' })
      .expect(200);
    expect(off.body).toMatchObject({ active: false });
    expect(await entra.ids(filtered('/Users?', `id eq "${id}" and active eq false`))).toEqual([id]);
    expect(await person(id)).toMatchObject({ active: false });
    await entra.patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'True' }).expect(200);
    expect(await person(id)).toMatchObject({ active: true });
  });

  it('deletes somebody, who is a leaver here, and takes them back under the same id', async () => {
    const { id, userName } = await entra.user();
    await entra.send('delete', `/Users/${id}`).expect(204);
    await entra.get(`/Users/${id}`).expect(404);
    expect(await entra.ids(filtered('/Users?', `userName eq "${String(userName)}"`))).toEqual([]);
    await entra.send('delete', `/Users/${id}`).expect(404);
    expect(await person(id)).toMatchObject({ active: false });
    const again = await entra.user({ userName });
    expect(again.id).toBe(id);
    expect(await person(id)).toMatchObject({ active: true });
    const actions = (await app.audit(owner.companyId)).map(({ action }) => action);
    expect(actions.filter((action) => action !== 'person.viewed').slice(-3)).toEqual([
      'person.left',
      'directory.took-over',
      'person.taken-back',
    ]);
  });

  it('keeps groups without reading their members back', async () => {
    const members = [await entra.user({ displayName: 'Ann' }), await entra.user()];
    const made = await entra
      .send('post', '/Groups', {
        schemas: [
          'urn:ietf:params:scim:schemas:core:2.0:Group',
          'http://schemas.microsoft.com/2006/11/Group',
        ],
        externalId: randomUUID(),
        displayName: 'Berlin office',
        meta: { resourceType: 'Group' },
      })
      .expect(201);
    const { id } = made.body as { id: string };
    expect(made.body).toMatchObject({ displayName: 'Berlin office', members: [] });
    const duplicate = await entra.send('post', '/Groups', { displayName: 'berlin OFFICE' }).expect(409);
    expect(duplicate.body).toMatchObject({ scimType: 'uniqueness' });
    for (const member of members)
      await entra
        .patch(`/Groups/${id}`, { op: 'Add', path: 'members', value: [{ $ref: null, value: member.id }] })
        .expect(204);
    const found = await entra
      .get(filtered('/Groups?excludedAttributes=members&', 'displayName eq "BERLIN office"'))
      .expect(200);
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id, displayName: 'Berlin office' }] });
    expect(JSON.stringify(found.body)).not.toContain('"members"');
    const membersOf = async () =>
      ((await entra.get(`/Groups/${id}`).expect(200)).body as { members: { value: string }[] }).members;
    expect((await membersOf()).map(({ value }) => value).sort()).toEqual(members.map((one) => one.id).sort());
    expect(await membersOf()).toContainEqual(
      expect.objectContaining({ value: members[0]?.id, display: 'Ann', type: 'User' }),
    );
    // Adding who is in it already is no new version.
    const { etag } = (await entra.get(`/Groups/${id}`)).headers;
    await entra
      .patch(`/Groups/${id}`, { op: 'Add', path: 'members', value: [{ value: members[0]?.id }] })
      .expect(204);
    await entra.get(`/Groups/${id}`).expect('etag', String(etag));
    await entra.patch(`/Groups/${id}`, { op: 'Remove', path: 'members', value: [] }).expect(204);
    expect(await membersOf()).toHaveLength(2);
    await entra
      .patch(`/Groups/${id}`, { op: 'Remove', path: 'members', value: [{ value: members[0]?.id }] })
      .expect(204);
    await entra
      .patch(`/Groups/${id}`, { op: 'remove', path: `members[value eq "${String(members[1]?.id)}"]` })
      .expect(204);
    expect(await membersOf()).toEqual([]);
    await entra.patch(`/Groups/${id}`, { op: 'Replace', path: 'displayName', value: 'Hamburg' }).expect(204);
    await entra
      .patch(`/Groups/${id}`, { op: 'Add', path: 'members', value: [{ value: randomUUID() }] })
      .expect(400);
    await entra.send('delete', `/Groups/${id}`).expect(204);
    await entra.get(`/Groups/${id}`).expect(404);
  });

  it('reads the schemas as a list, where what has no value is left out', async () => {
    const { body, text } = await entra.get('/Schemas').expect(200);
    expect(body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 3,
    });
    expect((body as { Resources: { id: string }[] }).Resources.map(({ id }) => id)).toContain(ENTERPRISE);
    expect(text).not.toContain('null');
    await entra.get(`/Schemas/${ENTERPRISE}`).expect(200, /department/);
    await entra.get('/Schemas/urn:nothing').expect(404);
    await entra.get('/ResourceTypes').expect(200, /"endpoint":"\/Groups"/);
    await entra.get('/ResourceTypes/User').expect(200, /schemaExtensions/);
    const config = await entra.get('/ServiceProviderConfig').expect(200);
    expect(config.body).toMatchObject({
      bulk: { supported: false },
      patch: { supported: true },
      sort: { supported: true },
      etag: { supported: true },
    });
  });
});
