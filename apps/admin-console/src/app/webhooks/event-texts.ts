import type { Delivery, WebhookEvent } from '@holdfast/contracts';

/** What a webhook can be told, in words. */
export const EVENT_TEXTS: Record<WebhookEvent, string> = {
  'gap.opened': $localize`A gap opened`,
  'gap.closed': $localize`A gap closed`,
  'gaps.changed': $localize`More than a thousand gaps changed at once`,
  'incident.opened': $localize`An incident began`,
  'incident.closed': $localize`An incident ended`,
  'policy.published': $localize`A policy was published`,
  'reminder.escalated': $localize`It was told further that a person is not protected`,
  'anomaly.found': $localize`Something suspicious was found`,
};

export const ALL_EVENTS = Object.keys(EVENT_TEXTS) as WebhookEvent[];

export const deliveryText = (event: Delivery['event']): string =>
  event === 'test' ? $localize`A test` : EVENT_TEXTS[event];
