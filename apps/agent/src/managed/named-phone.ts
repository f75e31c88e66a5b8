import type { Platform } from '@holdfast/contracts';

/** An iPhone's UDID: forty digits, or eight and sixteen since 2018. Nothing that adb calls a phone looks like that. */
const UDID = /^(?:[0-9a-f]{40}|[0-9a-f]{8}-[0-9a-f]{16})$/i;

/** A phone as a person names it: `android:SERIAL`, `ios:UDID`, `folder:DIR`, or without saying what it is. */
export function namedPhone(text: string): { readonly platform: Platform; readonly address: string } {
  const [, platform, rest] = /^(android|ios|folder):(.+)$/s.exec(text) ?? [];
  const address = rest ?? text;
  if (platform !== undefined) return { platform: platform as Platform, address };
  return { platform: UDID.test(address) ? 'ios' : 'android', address };
}
