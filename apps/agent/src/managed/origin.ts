import { usage } from '../faults/fault.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The control plane's origin, as a person types it: https, or http on this very computer. Paths are refused. */
export function parseOrigin(text: string): string {
  let url: URL;
  try {
    url = new URL(text.includes('://') ? text : `https://${text}`);
  } catch {
    throw usage(`"${text}" is not the address of a server.`, 'Write it as https://holdfast.example.org');
  }
  const isPlain = url.protocol === 'http:' && LOOPBACK.has(url.hostname);
  if (url.protocol !== 'https:' && !isPlain) {
    throw usage(
      `${url.origin} is not encrypted.`,
      'Use https; plain http is for a server on this computer only.',
    );
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw usage(`"${text}" has more than an origin.`, `Write ${url.origin}`);
  }
  return url.origin;
}
