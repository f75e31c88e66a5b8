import { describe, expect, it } from '@jest/globals';
import { doubt, refusal } from '../../testing/policy-answers';
import { OWNER, type Reply, type ShownPage, showPage } from '../../testing/show-page';
import { DocumentPage } from './document.page';

const GET = 'GET /api/v1/policies/document.json';
const DIFF = 'POST /api/v1/policies/document/diff';
const APPLY = 'POST /api/v1/policies/document';
const yaml = 'holdfast: policies/1\npolicies:\n  Standard: {}\n';
const diff = {
  revision: 7,
  changes: [
    {
      kind: 'changed',
      name: 'Standard',
      fields: [{ path: 'schedule.everyHours', from: 24, to: 12 }],
      people: { before: 31, after: 31 },
    },
    { kind: 'retired', name: 'Old', fields: [], people: { before: 4, after: 0 } },
    {
      kind: 'assigned',
      name: '',
      fields: [{ path: 'groups.Lorries', from: 'Old (10)', to: null }],
      people: { before: 0, after: 4 },
    },
  ],
  findings: [{ ...doubt, policy: 'Standard' }],
};

async function compared(replies: Record<string, Reply>, me = OWNER): Promise<ShownPage> {
  const page = await showPage(
    DocumentPage,
    '',
    { [GET]: { revision: 7, document: {}, yaml }, ...replies },
    me,
  );
  page.button('Edit it below').click();
  await page.settle();
  page.button('See what it would change').click();
  await page.settle();
  return page;
}

describe('policies as a document', () => {
  it('are shown, copied and downloaded', async () => {
    const page = await showPage(DocumentPage, '', { [GET]: { revision: 7, document: {}, yaml } });
    expect(page.all('pre')[0]?.textContent).toBe(yaml);
    const link = page.all<HTMLAnchorElement>('a[download="policies.yaml"]')[0];
    expect(decodeURIComponent(link?.getAttribute('href') ?? '')).toContain(yaml);
    expect(page.text).toContain('holdfast-admin policy export');
    expect(page.button('See what it would change').disabled).toBe(true);
  });

  it('tell what another one would change, policy by policy and field by field', async () => {
    const page = await compared({ [DIFF]: diff });
    expect(page.requests.at(-1)?.request.body).toEqual({ document: yaml });
    expect(page.text).toContain('Backup due after, hours: 24 → 12');
    expect(page.text).toContain('covers 0 people, now 4 people');
    expect(page.text).toContain('Lorries: Old (10) → –');
    expect(page.text).toContain('Meant so? Standard, Largest file, MiB:');
  });

  it('are applied once the consequences are confirmed, on top of what was compared', async () => {
    const page = await compared({ [DIFF]: diff, [APPLY]: { ...diff, revision: 8 } });
    page.button('Apply it…').click();
    await page.settle();
    expect(page.text).toContain('1 policy published as a new version, for 31 people');
    expect(page.text).toContain('1 policy retired: Old');
    expect(page.text).toContain('4 people covered by another policy than now');
    expect(page.requests.some(({ request }) => request.url.endsWith('/document'))).toBe(false);
    page.button('Apply it').click();
    await page.settle();
    const applied = page.requests.find(({ request }) => request.url.endsWith('/document'));
    expect(applied?.request.body).toEqual({ basedOn: 7, document: yaml });
    expect(page.text).toContain('Agents hear of it at their next check-in.');
  });

  it('are compared again where somebody was faster', async () => {
    const page = await compared({ [DIFF]: diff, [APPLY]: { problem: 'version-conflict', status: 409 } });
    page.button('Apply it…').click();
    await page.settle();
    page.button('Apply it').click();
    await page.settle();
    expect(page.text).toContain('Nothing was applied.');
    page.replies[DIFF] = { revision: 8, changes: [], findings: [] };
    page.button('Compare again').click();
    await page.settle();
    expect(page.text).toContain('It changes nothing');
  });

  it('say line and column of what cannot be read', async () => {
    const issues = [{ path: 'policies.Standard', message: 'Line 3, column 5: there is no such field.' }];
    const page = await compared({ [DIFF]: { problem: 'document-refused', status: 422, issues } });
    expect(page.text).toContain('policies.Standard: Line 3, column 5: there is no such field.');
    expect(page.all('button').some((one) => one.textContent?.includes('Apply'))).toBe(false);
  });

  it('are not applied where a policy is refused', async () => {
    const refused = await compared({ [DIFF]: { ...diff, findings: [{ ...refusal, policy: 'Standard' }] } });
    expect(refused.text).toContain('Refused: Standard');
    expect(refused.text).toContain('applied as a whole or not at all');
    expect(refused.all('button').some((one) => one.textContent?.includes('Apply'))).toBe(false);
  });

  it('are only compared by whoever may not publish', async () => {
    const page = await compared({ [DIFF]: diff }, { ...OWNER, permissions: ['policies.read'] });
    expect(page.text).toContain('Your role may look at it, and not apply it.');
  });

  it('forget what was compared when the text changes', async () => {
    const page = await compared({ [DIFF]: diff });
    const area = page.all<HTMLTextAreaElement>('textarea')[0];
    if (area === undefined) throw new Error('no field');
    area.value = 'holdfast: policies/1\n# more';
    area.dispatchEvent(new Event('input'));
    await page.settle();
    expect(page.text).not.toContain('What it would change Standard');
    expect(page.all('hf-document-outcome')).toHaveLength(0);
  });
});
