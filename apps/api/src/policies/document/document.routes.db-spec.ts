import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type PolicyDocumentDiff } from '@holdfast/contracts';
import type { z } from 'zod';
import { TestScript } from '../../api-tokens/testing/test-script.js';
import { TestDirectory } from '../../directory/testing/test-directory.js';
import { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';

type Diff = z.infer<typeof PolicyDocumentDiff>;
const URL = '/api/v1/policies/document';

const WANTED = `
holdfast: policies/1
policies:
  Standard:
    schedule: { everyHours: 12 }
  Drivers:
    preset: work-folders-only
    schedule: { maxAgeHours: 72 }
assignments:
  everybody: Standard
  groups:
    - { group: drivers, policy: Drivers, priority: 10 }
`;

describe('policies as one document', () => {
  let app: TestApp;
  let owner: TestConsole;
  let ada: string;
  beforeAll(async () => void (app = await TestApp.start()));
  afterAll(() => app.stop());
  beforeEach(async () => {
    owner = await app.companyWithOwner();
    const directory = await TestDirectory.of(app, owner);
    ada = (await directory.user()).id;
    await directory
      .send('post', '/Groups', { displayName: 'Drivers', members: [{ value: ada }] })
      .expect(201);
  });

  const exported = async () =>
    (await owner.get(`${URL}.json`).expect(200)).body as { revision: number; document: object; yaml: string };
  const apply = async (document: string, basedOn?: number) =>
    owner.post(URL, { basedOn: basedOn ?? (await exported()).revision, document });
  const chain = async () => (await app.audit(owner.companyId)).map(({ action }) => action);

  it('is exported as what differs from the defaults, in YAML too', async () => {
    const { document, yaml } = await exported();
    expect(document).toEqual({
      holdfast: 'policies/1',
      policies: { Standard: {} },
      assignments: { everybody: 'Standard', groups: [] },
    });
    const file = await owner
      .get(URL)
      .expect(200)
      .expect('content-type', /^text\/yaml/);
    expect(file.text).toBe(yaml);
    expect(yaml).toContain('Standard: {}');
  });

  it('tells what it would change, and how many people that concerns, and changes nothing', async () => {
    const { body } = await owner.post(`${URL}/diff`, { document: WANTED }).expect(200);
    const { changes, findings, revision } = body as Diff;
    expect(changes.map(({ kind, name, people }) => [kind, name, people.before, people.after])).toEqual([
      ['changed', 'Standard', 2, 1],
      ['added', 'Drivers', 0, 1],
      ['assigned', '', 0, 1],
    ]);
    expect(changes[0]?.fields).toEqual([{ path: 'schedule.everyHours', from: 24, to: 12 }]);
    expect(changes[2]?.fields).toEqual([{ path: 'groups.Drivers', from: null, to: 'Drivers (10)' }]);
    expect(findings.every(({ level }) => level === 'warning')).toBe(true);
    expect(await exported()).toMatchObject({ revision, document: { policies: { Standard: {} } } });
  });

  it('is applied as a whole, on record, and again it changes nothing', async () => {
    const before = (await chain()).length;
    const done = await apply(WANTED);
    expect(done.status).toBe(200);
    expect((await chain()).slice(before)).toEqual([
      ...['policy.published', 'policy.added', 'policy.assigned', 'policy.document-applied'],
    ]);
    const { yaml, revision, document } = await exported();
    expect(document).toMatchObject({
      policies: { Drivers: { schedule: { maxAgeHours: 72 }, scope: { categories: ['documents'] } } },
      assignments: { groups: [{ group: 'Drivers', policy: 'Drivers', priority: 10 }] },
    });
    const events = (await chain()).length;
    for (const text of [WANTED, yaml, JSON.stringify(document)]) {
      expect(((await apply(text)).body as Diff).changes).toEqual([]);
      expect((await exported()).revision).toBe(revision);
    }
    expect(await chain()).toHaveLength(events);
    expect((await owner.get(`/api/v1/people/${ada}/policy`)).body).toMatchObject({ name: 'Drivers' });
    const less = await apply(yaml.replace(/groups:[^]*/, '').replace(/ {2}Drivers:\n(?: {4}.*\n)*/, ''));
    expect((less.body as Diff).changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      ...['retired Drivers', 'assigned '],
    ]);
    expect((await owner.get('/api/v1/policies')).body).toMatchObject({ total: 1, items: [{ version: 2 }] });
  });

  it('is applied by a script with a token, which is named as who published', async () => {
    const script = await TestScript.of(app, owner, ['policies.read', 'policies.publish']);
    const { revision: basedOn } = (await script.get(`${URL}.json`).expect(200)).body as { revision: number };
    await script.send('post', `${URL}/diff`, { document: WANTED }).expect(200);
    await script.send('post', URL, { basedOn, document: WANTED }).expect(200);
    const { items } = (await owner.get('/api/v1/policies')).body as { items: { id: string; name: string }[] };
    for (const { id } of items) {
      const versions = await owner.get(`/api/v1/policies/${id}/versions`).expect(200);
      const [newest] = (versions.body as { items: { publishedBy: string }[] }).items;
      expect(newest?.publishedBy).toBe('A script');
    }
    const reader = await TestScript.of(app, owner, ['policies.read']);
    await reader.get(URL).expect(200);
    await reader.send('post', `${URL}/diff`, { document: WANTED }).expect(200);
    await reader.send('post', URL, { basedOn: basedOn + 1, document: WANTED }).expect(403);
  });

  it('is refused as a whole where one policy of it can never be met, a group is not there, or somebody was faster', async () => {
    const { revision } = await exported();
    const never = WANTED.replace('maxAgeHours: 72', 'maxAgeHours: 2');
    const refused = await apply(never);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'policy-refused',
      issues: [{ path: 'policies.Drivers.schedule.everyHours', code: 'due-later-than-overdue' }],
    });
    const unknown = await apply(WANTED.replace('group: drivers', 'group: Pilots'));
    expect(unknown.body).toMatchObject({
      code: 'document-refused',
      issues: [{ code: 'group-unknown', message: expect.stringContaining('Line 12, column 9') }],
    });
    expect(await exported()).toMatchObject({ revision, document: { policies: { Standard: {} } } });
    expect((await apply(WANTED, revision)).status).toBe(200);
    expect((await apply(WANTED, revision)).body).toMatchObject({ code: 'version-conflict' });
    const auditor = await owner.colleague('auditor');
    await auditor.get(URL).expect(200);
    await auditor.post(URL, { basedOn: revision + 1, document: WANTED }).expect(403);
  });
});
