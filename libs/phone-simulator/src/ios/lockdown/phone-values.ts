import type { PlistDict, PlistValue } from '@holdfast/phones/codecs';

/** A value, or what makes it anew each time it is asked for. */
export type ValueSource = PlistValue | (() => PlistValue);

/** Values without a domain. */
export const NO_DOMAIN = '';

/** What lockdown knows about the phone: values by domain (`''`: none) and key. */
export class PhoneValues {
  private readonly domains = new Map<string, Map<string, ValueSource>>();

  constructor(values: Readonly<Record<string, Readonly<Record<string, ValueSource>>>>) {
    for (const [domain, keys] of Object.entries(values))
      this.domains.set(domain, new Map(Object.entries(keys)));
  }

  /** One value; `undefined` where there is none. */
  get(domain: string, key: string): PlistValue | undefined {
    const source = this.domains.get(domain)?.get(key);
    return typeof source === 'function' ? source() : source;
  }

  /** A text; `''` where there is none. */
  text(key: string): string {
    const value = this.get(NO_DOMAIN, key);
    return typeof value === 'string' ? value : '';
  }

  /** All of a domain's values that `isShown` lets through; `undefined` where there is no such domain. */
  all(domain: string, isShown: (key: string) => boolean = () => true): PlistDict | undefined {
    const keys = this.domains.get(domain);
    if (keys === undefined) return undefined;
    const shown = [...keys.keys()].filter(isShown).sort();
    return Object.fromEntries(shown.map((key) => [key, this.get(domain, key) ?? '']));
  }

  set(domain: string, key: string, value: ValueSource): void {
    const keys = this.domains.get(domain) ?? new Map<string, ValueSource>();
    this.domains.set(domain, keys.set(key, value));
  }

  remove(domain: string, key: string): boolean {
    return this.domains.get(domain)?.delete(key) === true;
  }
}
