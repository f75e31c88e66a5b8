import { describe, expect, it } from '@jest/globals';
import { page as pageOf } from '../testing/answers';
import { anomaly } from '../testing/coverage-answers';
import { ID, OWNER, showPage } from '../testing/show-page';
import { AnomaliesPage } from './anomalies.page';

const LIST = 'GET /api/v1/anomalies';
const JUDGE = `POST /api/v1/anomalies/${ID}/verdict`;
const looked = { verdict: 'harm', lookedAtBy: 'Mira Haddad', lookedAtOn: '2026-01-03' };

describe('unusual changes', () => {
  it('that are open say what, whose, and which version shows it', async () => {
    const page = await showPage(AnomaliesPage, '', { [LIST]: pageOf([anomaly]) });
    expect(page.requests[0]?.request.params.toString()).toBe('open=yes');
    for (const text of [
      anomaly.sentence,
      'Maybe encrypted',
      'Older versions are kept',
      'Work phone',
      'Lea Brandt',
    ])
      expect(page.text).toContain(text);
    expect(page.all('tbody a').map((link) => link.getAttribute('href'))).toEqual([
      `/phones/${ID}#version-${ID}`,
    ]);
  });

  it.each([
    ['Expected', 'expected', 'removed again as the policy says'],
    ['It was harm', 'harm', 'kept, whatever the policy says, until somebody says that all is restored'],
    ['All restored', 'recovered', 'What was harmed is restored'],
  ])('are judged once the consequence is read: %s', async (button, verdict, consequence) => {
    const page = await showPage(AnomaliesPage, '', { [LIST]: pageOf([anomaly]), [JUDGE]: null });
    page.button(button).click();
    await page.settle();
    expect(page.text).toContain(consequence);
    expect(page.sent(JUDGE)).toEqual([]);
    page.button('Leave it open').click();
    await page.settle();
    page.button(button).click();
    await page.settle();
    page.button('Say so:').click();
    await page.settle();
    expect(page.sent(JUDGE)).toEqual([{ verdict }]);
    expect(document.body.textContent).toContain('The log says who said so.');
  });

  it('that were harm stay open until all is restored', async () => {
    const page = await showPage(AnomaliesPage, '', { [LIST]: pageOf([{ ...anomaly, ...looked }]) });
    expect(page.text).toContain('Was harm Mira Haddad');
    expect(page.all('hf-say-verdict button').map((one) => one.textContent?.trim())).toEqual([
      'Expected',
      'All restored',
    ]);
  });

  it('that were settled offer nothing more', async () => {
    const settled = { ...anomaly, ...looked, verdict: 'expected', freezes: false };
    const page = await showPage(AnomaliesPage, '?open=no&cursor=c1', { [LIST]: pageOf([settled]) });
    expect(page.requests[0]?.request.params.toString()).toBe('cursor=c1&open=no');
    expect(page.text).toContain('Was expected');
    expect(page.text).not.toContain('Older versions are kept');
    expect(page.all('hf-say-verdict button')).toEqual([]);
  });

  it('are only read by who may not judge them', async () => {
    const auditor = { ...OWNER, permissions: ['coverage.read', 'figures.read'] as typeof OWNER.permissions };
    const page = await showPage(AnomaliesPage, '?open=all', { [LIST]: pageOf([anomaly]) }, auditor);
    expect(page.requests[0]?.request.params.has('open')).toBe(false);
    expect(page.text).toContain('not yet');
    expect(page.all('hf-say-verdict button')).toEqual([]);
  });

  it('say what would be here, what failed, and what was not done', async () => {
    const page = await showPage(AnomaliesPage, '?open=odd', { [LIST]: { problem: 'internal', status: 500 } });
    expect(page.text).toContain('Unusual changes could not be read.');
    page.replies[LIST] = pageOf([anomaly]);
    page.replies[JUDGE] = { problem: 'not-found', status: 404 };
    page.button('Try again').click();
    await page.settle();
    page.button('It was harm').click();
    await page.settle();
    page.button('Say so:').click();
    await page.settle();
    expect(document.body.textContent).toContain('Nothing was said of “Work phone”.');
    page.replies[LIST] = pageOf([]);
    page.replies[JUDGE] = null;
    page.button('Say so:').click();
    await page.settle();
    expect(page.text).toContain('Nothing unusual is open');
  });
});
