import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PolicyFinding } from '../../client/models/policy-finding';
import { page as pageOf, policyDetail } from '../../testing/answers';
import { CHECK, checked } from '../../testing/policy-answers';
import { ID, type Reply, type ShownPage, showPage } from '../../testing/show-page';
import { CHECK_AFTER } from '../edit/policy-editing';
import { NewPolicyPage } from './new-policy.page';

const missing: PolicyFinding = {
  code: 'reason-missing',
  level: 'refused',
  path: 'privacy',
  sentence: 'Purpose and lawful basis have to be on record.',
  nextStep: 'Write them down.',
};
const { policy } = policyDetail;
const risky = { ...policy, name: 'High-risk team', scope: { ...policy.scope, iosBackup: 'whole' as const } };
const presets = {
  items: [
    {
      id: 'high-risk-team',
      title: 'High-risk team',
      sentence: 'Twice a day.',
      policy: risky,
      findings: [missing],
    },
    { id: 'work-folders-only', title: 'Work folders only', sentence: 'Documents.', policy, findings: [] },
  ],
};
const CREATE = 'POST /api/v1/policies';
const show = (at: string, replies: Record<string, Reply> = {}): Promise<ShownPage> =>
  showPage(NewPolicyPage, at, {
    'GET /api/v1/policies/presets': presets,
    'GET /api/v1/policies': pageOf([{ ...policyDetail, policy: undefined }]),
    [`GET /api/v1/policies/${ID}`]: policyDetail,
    'GET /api/v1/locations': pageOf([]),
    [CHECK]: checked(),
    ...replies,
  });

beforeEach(() => {
  TestBed.configureTestingModule({ providers: [{ provide: CHECK_AFTER, useValue: 0 }] });
});

afterEach(() => {
  sessionStorage.clear();
});

describe('a new policy', () => {
  it('begins with a preset or a copy, and tells what each needs first', async () => {
    const page = await show('');
    expect(page.text).toContain('Twice a day.');
    expect(page.text).toContain('Needs first: Write them down.');
    expect(page.all('a[href$="preset=work-folders-only"]').length).toBeGreaterThan(0);
    expect(page.all(`a[href$="from=${ID}"]`).map((link) => link.textContent)).toEqual(['Default']);
  });

  it('asks for the reasons right there, and is made once they are given', async () => {
    const page = await show('?preset=high-risk-team', { [CHECK]: checked(missing) });
    expect(page.text).toContain('Purpose and lawful basis have to be on record. Write them down.');
    expect(page.button('Make the policy').disabled).toBe(true);
    page.replies[CHECK] = checked();
    page.replies[CREATE] = { ...policyDetail, name: 'High-risk team' };
    page.fill('Purpose', 'Phones hold the trip records');
    await page.settle();
    page.button('Make the policy').click();
    await page.settle();
    const made = page.requests.find(
      ({ request }) => request.url === '/api/v1/policies' && request.method === 'POST',
    );
    expect(made?.request.body).toMatchObject({
      policy: { name: 'High-risk team', privacy: { purpose: 'Phones hold the trip records' } },
    });
    expect(page.url).toBe(`/policies/${ID}`);
  });

  it('asks for nothing but a name where nothing more is needed', async () => {
    const page = await show('?preset=work-folders-only');
    expect(page.all('form hf-policy-field')).toHaveLength(1);
    expect(page.text).toContain('It covers nobody before it is assigned.');
  });

  it('copies another one under a name of its own, and shows all of it where that is wanted', async () => {
    const page = await show(`?from=${ID}`);
    const name = page.element.querySelector<HTMLInputElement>('[id="field-name"] input');
    expect(name?.value).toBe('Copy of Default');
    page
      .all('a')
      .find((link) => link.textContent?.includes('Look at all of it first'))
      ?.click();
    await page.settle();
    expect(page.url).toContain('all=1');
    expect(page.text).toContain('In how many places');
    expect(page.text).toContain('Make the policy');
  });

  it('says it when there is no such preset', async () => {
    const page = await show('?preset=nothing');
    expect(page.text).toContain('There is no such policy to begin with.');
  });

  it('says what could not be read', async () => {
    const failed = { problem: 'database-unreachable', status: 503 };
    const page = await show('', { 'GET /api/v1/policies/presets': failed });
    expect(page.text).toContain('The policies to begin with could not be read.');
    expect(page.text).toContain('Default');
  });

  it('finds again what was typed of the same preset, and of no other', async () => {
    const first = await show('?preset=work-folders-only');
    first.fill('Name of the policy', 'Lorries');
    await first.settle();
    const again = async (at: string) => {
      TestBed.resetTestingModule();
      TestBed.configureTestingModule({ providers: [{ provide: CHECK_AFTER, useValue: 0 }] });
      return show(at);
    };
    expect((await again('?preset=high-risk-team')).text).not.toContain('is here again');
    const page = await again('?preset=work-folders-only');
    expect(page.text).toContain('Name of the policy: Default → Lorries');
    page.button('Throw it away').click();
    await page.settle();
    expect(page.text).not.toContain('Lorries');
    expect(sessionStorage).toHaveLength(0);
  });

  it('keeps what was typed when it is refused', async () => {
    const page = await show('?preset=work-folders-only', {
      [CREATE]: { problem: 'too-many-policies', status: 409 },
    });
    page.fill('Name of the policy', 'Lorries');
    await page.settle();
    page.button('Make the policy').click();
    await page.settle();
    expect(page.text).toContain('The policy was not made.');
    expect(page.element.querySelector<HTMLInputElement>('[id="field-name"] input')?.value).toBe('Lorries');
  });
});
