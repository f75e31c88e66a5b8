import { createHash } from 'node:crypto';
import type { ObjectKind } from '@holdfast/contracts';

/**
 * The shapes of `OBJECT_NAME_PATTERN` of contracts, which this library imports as types only, and marks, which no control
 * plane signs; a spec compares them.
 */
export const OBJECT_NAME_PATTERN =
  /^(?:config|(?:data|tree|index|segment|snapshot|mark)\/[0-9a-f]{64}|keys\/[0-9]{8}\/[a-z0-9-]{1,64}\/[0-9a-f]{64})$/;

/** 64 MiB: nothing larger is ever written, so nothing larger is ever read into memory. */
export const MAX_OBJECT_BYTES = 64 * 1024 * 1024;

/** Lower-case hex SHA-256. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function objectName(kind: ObjectKind | 'mark', sha256: string | Uint8Array): string {
  return `${kind}/${typeof sha256 === 'string' ? sha256 : Buffer.from(sha256).toString('hex')}`;
}

/** The digest that a name promises; `undefined` for `config`, the only name that promises none. */
export function digestOfName(name: string): string | undefined {
  return name === 'config' ? undefined : name.slice(name.lastIndexOf('/') + 1);
}
