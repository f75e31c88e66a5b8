import type { ApiToken } from '@holdfast/contracts';
import { dateOf } from '../http/index.js';
import type { TokenRow } from './token-rows.js';

/** So long before its end a token is shown as one to replace: two weeks, because the shortest useful ones last a month. */
const WARN_MS = 14 * 86_400_000;

/** `maker`: their name now. */
export const describeToken = (row: TokenRow, maker: string | undefined, now: Date): ApiToken => {
  const left = row.expiresAt.getTime() - now.getTime();
  return {
    id: row.id,
    label: row.label,
    scopes: [...row.scopes],
    madeBy: maker ?? null,
    madeOn: dateOf(row.madeAt),
    expiresOn: dateOf(row.expiresAt),
    usedOn: row.usedOn,
    state: left <= 0 ? 'expired' : left <= WARN_MS ? 'ends-soon' : 'live',
  };
};
