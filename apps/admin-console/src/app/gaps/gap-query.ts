import type { Params } from '@angular/router';
import type { listGaps } from '../client/fn/coverage/list-gaps';
import { isGapCode, isGapSeverity } from '../text/gap-texts';
import { isPlatform } from '../text/platforms';

type Asked = NonNullable<Parameters<typeof listGaps>[2]>;
/** What the api filters gaps by; what is not there restricts nothing. */
export type GapFilter = Omit<Asked, 'cursor' | 'limit' | 'sort' | 'order'>;
export type GapOrder = Pick<Asked, 'sort' | 'order'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const id = (text: string) => (UUID.test(text) ? text : undefined);
const oneOf =
  <T extends string>(...values: readonly T[]) =>
  (text: string) =>
    values.find((value) => value === text);
const several = (is: (text: string) => boolean) => (text: string) => {
  const known = [...new Set(text.split(','))].filter(is);
  return known.length > 0 ? known.join(',') : undefined;
};
const words = (text: string) => (text === '' ? undefined : text.slice(0, 120));

const FILTER: { [Name in keyof GapFilter]-?: (text: string) => GapFilter[Name] } = {
  code: several(isGapCode),
  severity: several(isGapSeverity),
  /** Empty: people without one. */
  department: (text) => text.slice(0, 120),
  platform: several(isPlatform),
  policy: id,
  employee: id,
  days: (text) => (/^\d{1,4}$/.test(text) && Number(text) <= 3650 ? Number(text) : undefined),
  owner: (text) => oneOf('nobody', 'somebody')(text) ?? id(text),
  whose: oneOf('employee', 'admin'),
  incident: id,
  exempt: oneOf('only', 'with'),
  q: words,
};
const ORDER: { [Name in keyof GapOrder]-?: (text: string) => GapOrder[Name] } = {
  sort: oneOf('severity', 'name'),
  order: oneOf('desc'),
};

function readBy<T extends object>(
  readers: { [Name in keyof T]-?: (text: string) => T[Name] },
  url: Params,
): T {
  const found = Object.entries<(text: string) => unknown>(readers).flatMap(([name, readText]) => {
    const text: unknown = url[name];
    const value = typeof text === 'string' ? readText(text) : undefined;
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(found) as T;
}

/** The filter that the page's address holds. What the api does not know is dropped: an old link shows more, never an error. */
export const gapFilter = (url: Params): GapFilter => readBy<GapFilter>(FILTER, url);

/** The order that the address holds; nothing: oldest first. */
export const gapOrder = (url: Params): GapOrder => readBy<GapOrder>(ORDER, url);

/** The same as a query of the file: exactly what is shown. */
export const queryText = (asked: GapFilter & GapOrder): string =>
  new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)])).toString();

/** A list of the address with one added or taken out; null: none is left, and the parameter goes. */
export function toggled(list: string | undefined, one: string): string | null {
  const chosen = list?.split(',') ?? [];
  const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
  return next.length > 0 ? next.join(',') : null;
}
