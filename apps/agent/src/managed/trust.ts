import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as tls from 'node:tls';
import { usage } from '../faults/fault.js';

/** Sends requests through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, as other programs do. */
export function useProxyOfEnvironment(): void {
  http.setGlobalProxyFromEnv(process.env);
}

/**
 * Trusts Node's own list, the system's certificate store and, where given, the authorities of a PEM file, for every
 * connection of this process: control plane and object stores alike.
 */
export function trustSystemAnd(caFile: string | undefined): void {
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
