import { readFileSync } from 'node:fs';
import { usage } from '../faults/fault.js';

// Not imported: whoever imports node:http loads all that it exports, a WebSocket client too, which takes a program that
// reaches for no network 0.1 s (measured 2026-11-25).
const builtin = <T extends 'node:http' | 'node:tls'>(name: T) => process.getBuiltinModule(name);

/** Sends requests through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, as other programs do. */
export function useProxyOfEnvironment(): void {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];
  if (names.some((name) => process.env[name])) builtin('node:http').setGlobalProxyFromEnv(process.env);
}

/**
 * Trusts Node's own list, the system's certificate store and, where given, the authorities of a PEM file, for every
 * connection of this process: control plane and object stores alike.
 */
export function trustSystemAnd(caFile: string | undefined): void {
  const tls = builtin('node:tls');
  const own = caFile === undefined ? [] : [readCertificates(caFile)];
  tls.setDefaultCACertificates([
    ...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system'), ...own]),
  ]);
}

function readCertificates(caFile: string): string {
  let text: string;
  try {
    text = readFileSync(caFile, 'utf8');
  } catch (error) {
    throw usage(
      `The file of --ca-file, ${caFile}, cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw usage(
    `${caFile} holds no certificate.`,
    "Give a PEM file with the authority that signed the server's certificate.",
  );
}
