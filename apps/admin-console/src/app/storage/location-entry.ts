import type { changeLocation } from '../client/fn/storage/change-location';
import type { Location } from './location-texts';

/** What is typed about a location; empty: nothing is said. */
export interface LocationEntry {
  readonly name: string;
  readonly jurisdiction: string;
  readonly expiresOn: string;
  readonly perGibMonth: string;
  readonly currency: string;
  readonly asOf: string;
}

export const NOTHING_SAID: LocationEntry = {
  name: '',
  jurisdiction: '',
  expiresOn: '',
  perGibMonth: '',
  currency: '',
  asOf: '',
};

export const entryOf = ({ name, jurisdiction, expiresOn, price }: Location): LocationEntry => ({
  name,
  jurisdiction: jurisdiction ?? '',
  expiresOn: expiresOn ?? '',
  perGibMonth: price === null ? '' : String(price.perGibMonth),
  currency: price?.currency ?? '',
  asOf: price?.asOf ?? '',
});

/** As the api takes it: what is left empty is taken back. The entry is one that the form accepts. */
export function changeOf(entry: LocationEntry): Parameters<typeof changeLocation>[2]['body'] {
  const typed = entry.perGibMonth.trim();
  return {
    name: entry.name.trim(),
    jurisdiction: entry.jurisdiction.trim().toUpperCase() || null,
    expiresOn: entry.expiresOn || null,
    price:
      typed === ''
        ? null
        : {
            perGibMonth: Number(typed.replace(',', '.')),
            currency: entry.currency.trim().toUpperCase(),
            asOf: entry.asOf,
          },
  };
}
