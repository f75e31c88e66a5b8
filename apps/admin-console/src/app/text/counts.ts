/** One of several texts by the plural rules of the page's language. Texts come from `$localize`, so each is extracted. */
export function plural(
  count: number,
  texts: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
  locale?: string,
): string {
  return texts[new Intl.PluralRules(locale).select(count)] ?? texts.other;
}

/** A count with its thousands separated. */
export const formatCount = (count: number, locale?: string): string => count.toLocaleString(locale);

/** "10,000+" of what is counted no further than that. */
export const countedText = (total: number, more = false, locale?: string): string =>
  more ? `${formatCount(total, locale)}+` : formatCount(total, locale);

/** "+3", "−2" of what changed; nothing where nothing did. */
export function changeText(change: number, locale?: string): string {
  if (change === 0) return '';
  return change > 0 ? `+${formatCount(change, locale)}` : `−${formatCount(-change, locale)}`;
}

export const gaps = (count: number): string =>
  plural(count, { one: $localize`1 gap`, other: $localize`${formatCount(count)}:count: gaps` });

export const exemptions = (count: number): string =>
  plural(count, { one: $localize`1 exemption`, other: $localize`${formatCount(count)}:count: exemptions` });

export const phones = (count: number): string =>
  plural(count, { one: $localize`1 phone`, other: $localize`${formatCount(count)}:count: phones` });

export const people = (count: number): string =>
  plural(count, { one: $localize`1 person`, other: $localize`${formatCount(count)}:count: people` });

export const files = (count: number): string =>
  plural(count, { one: $localize`1 file`, other: $localize`${formatCount(count)}:count: files` });

export const versions = (count: number): string =>
  plural(count, { one: $localize`1 version`, other: $localize`${formatCount(count)}:count: versions` });

export const copies = (count: number): string =>
  plural(count, { one: $localize`1 copy`, other: $localize`${formatCount(count)}:count: copies` });

export const workstations = (count: number): string =>
  plural(count, {
    one: $localize`1 workstation`,
    other: $localize`${formatCount(count)}:count: workstations`,
  });

export const locations = (count: number): string =>
  plural(count, { one: $localize`1 location`, other: $localize`${formatCount(count)}:count: locations` });
