import { describe, expect, it } from '@jest/globals';
import type { Me } from '@holdfast/contracts';
import { OWNER, showPage } from '../../testing/show-page';
import { VisibilityPage } from './visibility.page';

const SHA = 'a'.repeat(64);
const KNOWN = {
  noticeVersion: 3,
  textSha256: SHA,
  notice: 'Please read.',
  columns: [
    { column: 'is-read', title: 'What is read', claims: [{ code: 'categories-read', text: 'Photos.' }] },
    {
      column: 'can-see',
      title: 'What your company can see',
      claims: [{ code: 'phone', text: 'Its model.' }],
    },
    {
      column: 'could-open',
      title: 'What it could open',
      claims: [{ code: 'company-key', text: 'All of it.' }],
    },
  ],
  standing: 'open',
  on: null,
};
const EMPLOYEE: Me = { ...OWNER, permissions: ['own'] };
const show = (known: object = KNOWN, more: Record<string, unknown> = {}, answer: string | null = null) =>
  showPage(
    VisibilityPage,
    '',
    { 'GET /api/v1/my/visibility': known, 'GET /api/v1/my/answer': { answer, on: null }, ...more },
    EMPLOYEE,
  );

describe('what my company can see', () => {
  it('shows each column with its claims, for somebody who reaches nothing else', async () => {
    const page = await show();
    expect(page.all('[data-column]').map((column) => column.dataset['column'])).toEqual([
      'is-read',
      'can-see',
      'could-open',
    ]);
    expect(page.text).toContain('All of it.');
    expect(page.text).toContain('Nothing is read from your phone before you have read this');
  });

  it('records exactly the statement that was shown', async () => {
    const page = await show(KNOWN, { 'POST /api/v1/my/notice/acknowledgements': null });
    page.button('I have read this').click();
    await page.settle();
    const sent = page.requests.find(({ request }) => request.method === 'POST');
    expect(sent?.request.body).toEqual({ noticeVersion: 3, textSha256: SHA });
    expect(document.body.textContent).toContain('On record: you have read this.');
  });

  it('shows what is in force now when the policy changed meanwhile', async () => {
    const conflict = { problem: 'version-conflict', status: 409 };
    const page = await show(KNOWN, { 'POST /api/v1/my/notice/acknowledgements': conflict });
    page.button('I have read this').click();
    await page.settle();
    await page.settle();
    expect(page.text).toContain('Nothing was recorded.');
    const asked = page.requests.filter(({ request }) => request.url === '/api/v1/my/visibility');
    expect(asked).toHaveLength(2);
  });

  it('takes an acknowledgement back only after saying what that means', async () => {
    const known = { ...KNOWN, standing: 'acknowledged', on: '2026-11-20' };
    const page = await show(known, { 'POST /api/v1/my/notice/withdrawals': null });
    page.button('Take it back').click();
    await page.settle();
    expect(page.text).toContain('a backup that runs stops');
    expect(page.requests.some(({ request }) => request.method === 'POST')).toBe(false);
    page.button('Take it back and stop backups').click();
    await page.settle();
    expect(page.requests.some(({ request }) => request.url.endsWith('/withdrawals'))).toBe(true);
  });

  it('keeps an answer', async () => {
    const page = await show(KNOWN, { 'PUT /api/v1/my/answer': null });
    page.button('I decline').click();
    await page.settle();
    expect(page.requests.find(({ request }) => request.method === 'PUT')?.request.body).toEqual({
      answer: 'declined',
    });
  });

  it('takes an answer back', async () => {
    const said = await show(KNOWN, { 'PUT /api/v1/my/answer': null }, 'not-for-work');
    expect(said.text).toContain('You said that you do not use a phone for work.');
    said.button('Take that back').click();
    await said.settle();
    expect(said.requests.find(({ request }) => request.method === 'PUT')?.request.body).toEqual({
      answer: null,
    });
  });
});
