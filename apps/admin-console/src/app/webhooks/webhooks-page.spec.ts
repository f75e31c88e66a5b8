import { describe, expect, it } from '@jest/globals';
import type { Delivery, Webhook } from '@holdfast/contracts';
import { ID, showPage } from '../testing/show-page';
import { WebhooksPage } from './webhooks.page';

const GET = 'GET /api/v1/webhooks';
const ONE = `/api/v1/webhooks/${ID}`;
const LIST = `GET ${ONE}/deliveries`;
const webhook: Webhook = {
  id: ID,
  url: 'https://hooks.northwind.example/holdfast',
  events: ['gap.opened'],
  codes: ['overdue'],
  off: null,
  failingSince: null,
  earlierSecretUntil: null,
  madeOn: '2026-11-01',
};
const delivery: Delivery = {
  id: ID,
  event: 'gap.opened',
  state: 'failed',
  tries: 10,
  status: 500,
  problem: 'It answered 500.',
  on: '2026-11-26',
  data: {},
};
const items = (...given: Webhook[]) => ({ items: given, plainAllowed: false });
const sent = (page: Awaited<ReturnType<typeof showPage>>, method: string) =>
  page.requests.filter(({ request }) => request.method === method).map(({ request }) => request);

describe('webhooks', () => {
  it('are added with what they are told; the secret is shown once', async () => {
    const page = await showPage(WebhooksPage, '', {
      [GET]: items(),
      'POST /api/v1/webhooks': { webhook, secret: 'whsec_once' },
    });
    page.button('Add the webhook').click();
    await page.settle();
    expect(page.text).toContain('An address is needed.');
    page.fill('Address', 'https://hooks.northwind.example/holdfast');
    page.all<HTMLInputElement>('hf-new-webhook input[type=checkbox]')[1]?.click();
    await page.settle();
    page.button('Add the webhook').click();
    await page.settle();
    expect(sent(page, 'POST')[0]?.body).toEqual({
      url: webhook.url,
      events: ['gap.opened', 'gaps.changed'],
      codes: null,
    });
    expect(page.text).toContain('whsec_once');
    page.button('Hide the secret').click();
    await page.settle();
    expect(page.text).not.toContain('whsec_once');
  });

  it('say whether they are on, failing or off, and why', async () => {
    const page = await showPage(WebhooksPage, '', {
      [GET]: items(
        webhook,
        { ...webhook, id: 'b', failingSince: '2026-11-25' },
        { ...webhook, id: 'c', off: 'failing' },
        { ...webhook, id: 'd', off: 'gone' },
      ),
    });
    const tags = page.all('hf-webhook hf-tag').map((tag) => tag.textContent?.trim());
    expect(tags).toEqual([
      'On',
      'Failing',
      'Switched off: it failed for three days',
      'Switched off: the receiver said that it is gone',
    ]);
    expect(page.text).toContain('only Overdue');
  });

  it('send a test, show how it ended, and deliver again', async () => {
    const page = await showPage(WebhooksPage, '', {
      [GET]: items(webhook),
      [`POST ${ONE}/test`]: { id: ID },
      [LIST]: { items: [delivery], nextCursor: null },
      [`POST ${ONE}/deliveries/${ID}/redeliveries`]: { id: ID },
    });
    page.button('Send a test').click();
    await page.settle();
    expect(page.text).toContain('It answered 500.');
    expect(page.text).toContain('tries: 10');
    page.button('Deliver again').click();
    await page.settle();
    expect(sent(page, 'POST')).toHaveLength(2);
  });

  it('get a new secret and are removed only when that is confirmed', async () => {
    const page = await showPage(WebhooksPage, '', {
      [GET]: items(webhook),
      [`POST ${ONE}/secret`]: { webhook, secret: 'whsec_next' },
      [`DELETE ${ONE}`]: null,
    });
    page.button('New secret…').click();
    await page.settle();
    expect(page.text).toContain('signed with both');
    page.button('Make a new secret').click();
    await page.settle();
    expect(page.text).toContain('whsec_next');
    page.button('Remove…').click();
    await page.settle();
    expect(sent(page, 'DELETE')).toHaveLength(0);
    page.button('Remove it').click();
    await page.settle();
    expect(sent(page, 'DELETE')).toHaveLength(1);
  });

  it('are switched off and on, and told otherwise', async () => {
    const page = await showPage(WebhooksPage, '', { [GET]: items(webhook), [`PATCH ${ONE}`]: webhook });
    page.button('Switch off').click();
    await page.settle();
    page.button('What it is told').click();
    await page.settle();
    page.all<HTMLInputElement>('hf-webhook input[type=checkbox]')[1]?.click();
    await page.settle();
    expect(sent(page, 'PATCH').map(({ body }) => body as unknown)).toEqual([
      { on: false },
      { events: ['gap.opened', 'gap.closed'] },
    ]);
  });

  it('say what failed', async () => {
    const page = await showPage(WebhooksPage, '', {
      [GET]: items(webhook),
      [`PATCH ${ONE}`]: { problem: 'not-found', status: 404 },
    });
    page.button('Switch off').click();
    await page.settle();
    expect(page.text).toContain('Nothing was changed.');
  });
});
