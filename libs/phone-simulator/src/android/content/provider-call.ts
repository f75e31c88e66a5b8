import type { Phone } from '../phone.js';
import { ProviderException } from './provider-database.js';
import { authorityOf } from './provider-uri.js';

/** `content call`: the media provider's scans are all that is offered. Answers what the tool prints after `Result: `. */
export function callProvider(
  phone: Phone,
  uri: string,
  options: ReadonlyMap<string, readonly string[]>,
): string {
  const method = options.get('method')?.[0];
  const arg = options.get('arg')?.[0];
  if (authorityOf(uri) !== 'media' || (method !== 'scan_file' && method !== 'scan_volume')) {
    throw new ProviderException(`java.lang.UnsupportedOperationException: Unsupported call: ${method ?? ''}`);
  }
  if (arg === undefined) throw new ProviderException('java.lang.NullPointerException');
  phone.media.scan(arg);
  return method === 'scan_file' ? `Bundle[{uri=content://media/external/file/1}]` : 'Bundle[{}]';
}
