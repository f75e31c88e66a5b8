import { describe, expect, it } from '@jest/globals';
import { page as pageOf, policyDetail } from '../../testing/answers';
import { ID, OWNER, type Reply, type ShownPage, showPage } from '../../testing/show-page';
import { AssignmentsPage } from './assignments.page';

const id = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`;
const GET = 'GET /api/v1/policies/assignments';
const PUT = 'PUT /api/v1/policies/assignments';
const sales = { id: id(5), name: 'Sales' };
const lorries = { id: id(6), name: 'Lorries' };
const of = { policyId: ID, policyName: 'Default', since: '2026-01-01', phones: 1 };
const rows = [
  { ...of, group: sales, priority: 20, people: 12 },
  { ...of, group: lorries, priority: 10, people: 4 },
  { ...of, group: null, priority: 0, people: 15 },
];
const { policy: _, ...row } = policyDetail;
const show = (replies: Record<string, Reply> = {}, me = OWNER): Promise<ShownPage> =>
  showPage(
    AssignmentsPage,
    '',
    {
      [GET]: { revision: 7, items: rows },
      'GET /api/v1/policies': pageOf([row, { ...row, id: id(2), name: 'Drivers' }]),
      'GET /api/v1/policies/groups': pageOf([
        { ...sales, people: 12 },
        { id: id(7), name: 'Board', people: 3 },
      ]),
      ...replies,
    },
    me,
  );
const order = (page: ShownPage) => page.all('tbody th').map((cell) => cell.textContent?.trim().split(' ')[0]);
const puts = (page: ShownPage) =>
  page.requests
    .filter(({ request }) => request.method === 'PUT')
    .map(({ request }) => request.body as unknown);
const byLabel = (page: ShownPage, label: string): HTMLElement => {
  const found = page.all('button').find((one) => one.getAttribute('aria-label') === label);
  if (found === undefined) throw new Error(`no button ${label}`);
  return found;
};

describe('the assignments', () => {
  it('stand in the order in which they decide, everybody last and not to be moved', async () => {
    const page = await show();
    expect(order(page)).toEqual(['Sales', 'Lorries', 'Everybody']);
    expect(page.text).toContain('15 people');
    expect(page.all('[id="up-everybody"]')).toHaveLength(0);
    expect(page.all<HTMLButtonElement>(`[id="up-${sales.id}"]`)[0]?.disabled).toBe(true);
    expect(page.all<HTMLButtonElement>(`[id="down-${lorries.id}"]`)[0]?.disabled).toBe(true);
  });

  it('are moved by keys, counted before they are saved, and saved on top of what was seen', async () => {
    const then = [{ ...rows[1], people: 9, priority: 20 }, { ...rows[0], people: 7, priority: 10 }, rows[2]];
    const page = await show({ [PUT]: { revision: 7, items: then } });
    byLabel(page, 'Move Lorries up').click();
    await page.settle();
    expect(order(page)).toEqual(['Lorries', 'Sales', 'Everybody']);
    expect(document.activeElement?.id).toBe(`down-${lorries.id}`);
    expect(page.text).toContain('Lorries is number 1 of 3 that decide.');
    expect(page.text).toContain('Lorries covers 9 people, 5 come');
    expect(page.text).toContain('Sales covers 7 people, 5 go');
    const assignments = [
      { policyId: ID, groupId: lorries.id, priority: 20 },
      { policyId: ID, groupId: sales.id, priority: 10 },
      { policyId: ID, groupId: null, priority: 0 },
    ];
    expect(puts(page)).toEqual([{ basedOn: 7, assignments, dryRun: true }]);
    page.button('Save all of it').click();
    page.replies[GET] = { revision: 8, items: then };
    page.replies[PUT] = { revision: 8, items: then };
    await page.settle();
    expect(puts(page).at(-1)).toEqual({ basedOn: 7, assignments, dryRun: false });
    expect(page.text).not.toContain('Save all of it');
  });

  it('take another group on top, and tell whose line goes', async () => {
    const page = await show({ [PUT]: { revision: 7, items: rows } });
    expect(page.text).toContain('has a line above');
    byLabel(page, 'Assign a policy to Board').click();
    await page.settle();
    expect(order(page)[0]).toBe('Board');
    byLabel(page, 'Remove Lorries').click();
    page.replies[PUT] = { revision: 7, items: [rows[0], rows[2]] };
    await page.settle();
    expect(page.text).toContain('Lorries goes; its 4 people are covered by what is left');
    page.button('Leave it as it is').click();
    await page.settle();
    expect(order(page)).toEqual(['Sales', 'Lorries', 'Everybody']);
  });

  it('tell a conflict with what the other changed, and lose nothing of mine', async () => {
    const page = await show({ [PUT]: { problem: 'version-conflict', status: 409 } });
    byLabel(page, 'Move Lorries up').click();
    await page.settle();
    expect(page.text).toContain('Somebody changed policies or assignments meanwhile.');
    page.replies[GET] = {
      revision: 9,
      items: rows.map((one) =>
        one.group === null ? { ...one, policyId: id(2), policyName: 'Drivers' } : one,
      ),
    };
    page.button('Read what is there now').click();
    await page.settle();
    expect(page.text).toContain('Everybody: Default (0) → Drivers (0)');
    page.replies[PUT] = { revision: 9, items: rows };
    page.button('Go on with mine in place of theirs').click();
    await page.settle();
    expect(order(page)).toEqual(['Lorries', 'Sales', 'Everybody']);
    expect(puts(page).at(-1)).toMatchObject({ basedOn: 9, dryRun: true });
  });

  it('say what is refused', async () => {
    const issues = [{ path: 'assignments.0', message: 'The directory has no such group.' }];
    const page = await show({ [PUT]: { problem: 'assignments-refused', status: 422, issues } });
    byLabel(page, 'Move Lorries up').click();
    await page.settle();
    expect(page.text).toContain('The directory has no such group.');
    expect(page.button('Save all of it').disabled).toBe(true);
  });

  it('lead to the directory where it has told of no group', async () => {
    const page = await show({
      [GET]: { revision: 1, items: [rows[2]] },
      'GET /api/v1/policies/groups': pageOf([]),
    });
    expect(page.text).toContain('No group has a policy of its own');
    expect(page.all('a[href="/settings/directory"]')).toHaveLength(1);
  });

  it('are only read by whoever may not publish', async () => {
    const page = await show({}, { ...OWNER, permissions: ['policies.read'] });
    expect(page.all('tbody button, select, hf-group-picker')).toHaveLength(0);
    expect(page.text).toContain('Default');
  });
});
