import type { RowOf } from '../api/call';
import type { listLocations } from '../client/fn/storage/list-locations';
import type { Meaning } from '../look/meaning';

export type Location = RowOf<typeof listLocations>;
export type Trouble = NonNullable<Location['trouble']>;
export type Price = NonNullable<Location['price']>;

export const TROUBLE_TEXTS: Record<Trouble, string> = {
  unreachable: $localize`Cannot be reached`,
  refused: $localize`Refuses us`,
  full: $localize`Full`,
  unpaid: $localize`Suspended`,
};

/** "Germany" of `DE`; the code itself where the browser knows no name. */
export function countryText(code: string, locale?: string): string {
  try {
    return new Intl.DisplayNames(locale ? [locale] : [], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** "€0.005" of a currency that need not exist. */
export function moneyText(amount: number, currency: string, digits: number, locale?: string): string {
  const style = { style: 'currency', currency, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(locale, style).format(amount);
}

export const priceText = ({ perGibMonth, currency }: Price, locale?: string): string =>
  $localize`${moneyText(perGibMonth, currency, 6, locale)}:price: per GiB and month`;

const GIB = 1024 ** 3;

/** What a month of so many bytes costs by the price list: requests and traffic are not in it. */
export const monthText = (bytes: number, { perGibMonth, currency }: Price, locale?: string): string =>
  $localize`about ${moneyText((bytes / GIB) * perGibMonth, currency, 2, locale)}:cost: a month`;

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

/** How urgent the end of a credential or a contract is: 14 days before it an incident opens. */
export function endMeaning(expiresOn: string, now: Date): Meaning {
  const days = (Date.parse(expiresOn) - now.getTime()) / DAY_MS;
  if (days <= 0) return 'lost';
  return days <= SOON_DAYS ? 'risk' : 'neutral';
}
