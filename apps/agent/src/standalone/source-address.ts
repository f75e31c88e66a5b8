import { resolve } from 'node:path';
import { usage } from '../faults/fault.js';

/** What is backed up, as `--source` names it. */
export type SourceAddress =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'android'; readonly address: string }
  | { readonly kind: 'ios'; readonly address: string };

/** Forty digits, or eight and sixteen since 2018; what is like it may be one of the next kind. */
const UDID = /^[0-9a-f-]{20,64}$/i;

/** Parses `folder:DIR`, `android:SERIAL` (an adb serial, or `host:port` of a phone on the network) or `ios:UDID`. */
export function parseSource(text: string): SourceAddress {
  const [, kind, rest] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
  if (kind === 'folder' && rest) return { kind, folder: resolve(rest) };
  if (kind === 'android' && rest) return { kind, address: rest };
  if (kind === 'ios' && rest && UDID.test(rest)) return { kind, address: rest };
  throw usage(
    `"${text}" is not a source.`,
    'Write --source folder:DIR, android:SERIAL or ios:UDID ("holdfast phones" lists them).',
  );
}
