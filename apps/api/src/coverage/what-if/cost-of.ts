import type { PolicyV1, WhatIfResult } from '@holdfast/contracts';
import type { PricedLocation } from './price-rows.js';

const GIB = 1024 ** 3;
const LEAVES_OUT = [
  'requests and traffic',
  'what a provider charges for objects deleted before their minimum term',
  'what phones of one person share',
  'growth after today',
];

/**
 * A month's storage, now and under a draft. Under it every location that it wants holds one copy of everything; locations
 * without a price, or in another currency than the first, are named among what is left out.
 */
export function costOf(
  locations: readonly PricedLocation[],
  copies: PolicyV1['copies'],
  { bytesOfOneCopy, change }: { readonly bytesOfOneCopy: number; readonly change: number },
): WhatIfResult['cost'] {
  const currency = locations.find(({ price }) => price !== null)?.price?.currency;
  if (currency === undefined) return null;
  const priced = locations.flatMap((location) =>
    location.price?.currency === currency ? [{ ...location, price: location.price }] : [],
  );
  const wanted =
    copies.locations.length === 0
      ? locations.slice(0, copies.required).map(({ id }) => id)
      : copies.locations;
  const monthly = (bytes: number, perGibMonth: number): number => (bytes / GIB) * perGibMonth;
  const sum = (costs: readonly number[]): number =>
    Math.round(costs.reduce((total, one) => total + one, 0) * 100) / 100;
  const unpriced = locations.length - priced.length;
  return {
    currency,
    now: sum(priced.map(({ storedBytes, price }) => monthly(storedBytes, price.perGibMonth))),
    then: sum(
      priced
        .filter(({ id }) => wanted.includes(id))
        .map(({ price }) => monthly(Math.max(bytesOfOneCopy + change, 0), price.perGibMonth)),
    ),
    pricesAsOf: priced.map(({ price }) => price.asOf).sort()[0] ?? '',
    leavesOut: [
      ...LEAVES_OUT,
      ...(unpriced > 0 ? [`${String(unpriced)} locations without a price in ${currency}`] : []),
    ],
  };
}
