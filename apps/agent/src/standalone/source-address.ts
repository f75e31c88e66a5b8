import { resolve } from 'node:path';
import { usage } from '../faults/fault.js';

/** What is backed up, as `--source` names it. */
export type SourceAddress =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'android'; readonly address: string }
  | { readonly kind: 'ios'; readonly address: string };

/** Parses `folder:DIR`, `android:SERIAL` (an adb serial, or `host:port` of a phone on the network) or `ios:UDID`. */
export function parseSource(text: string): SourceAddress {
  const [, kind, rest] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
  if (kind === 'folder' && rest) return { kind, folder: resolve(rest) };
  if ((kind === 'android' || kind === 'ios') && rest) return { kind, address: rest };
  throw usage(
    `"${text}" is not a source.`,
    'Write --source folder:DIR, android:SERIAL or ios:UDID ("holdfast phones" lists them).',
  );
}
