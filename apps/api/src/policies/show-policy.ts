import type { PolicyDetail, PolicyRow, PolicyVersionRow } from '@holdfast/contracts';
import { summarisePolicy } from '@holdfast/policy';
import type { z } from 'zod';
import { dateOf } from '../http/date-of.js';
import type { Covered } from './assignments/covered-rows.js';
import type { PublishedPolicy } from './policy-rows.js';

/** A policy as the console's list shows it; `covered`: how many it covers. */
export const showPolicy = (
  published: PublishedPolicy,
  { people, phones }: Covered,
): z.infer<typeof PolicyRow> => ({
  id: published.id,
  name: published.policy.name,
  version: published.version,
  publishedAt: published.publishedAt.toISOString(),
  people,
  phones,
  summary: summarisePolicy(published.policy),
});

export const showPolicyDetail = (
  published: PublishedPolicy,
  covered: Covered,
): z.infer<typeof PolicyDetail> => ({
  ...showPolicy(published, covered),
  policy: published.policy,
  retiredOn: published.retiredAt ? dateOf(published.retiredAt) : null,
});

export const showVersion = (published: PublishedPolicy): z.infer<typeof PolicyVersionRow> => ({
  version: published.version,
  publishedAt: published.publishedAt.toISOString(),
  publishedBy: published.publisher ?? (published.publishedBy === null ? 'Holdfast' : 'a former employee'),
  policy: published.policy,
});
