import { createHash } from 'node:crypto';
import { objectHeader } from './object-header.js';

export const REPOSITORY_ID_BYTES = 16;

/**
 * `header(8) ‖ repository id(16) ‖ SHA-256 of what precedes(32)`. All of it follows from the repository id, which
 * every wrap seals too, so that any flipped byte is found by comparing.
 */
export function configObject(repositoryId: Uint8Array): Buffer {
  const body = Buffer.concat([objectHeader('config'), repositoryId]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/** The id in a config that is whole; `undefined` for any other bytes. */
export function repositoryIdOf(config: Uint8Array): Buffer | undefined {
  const id = Buffer.from(config.subarray(8, 8 + REPOSITORY_ID_BYTES));
  if (id.length !== REPOSITORY_ID_BYTES) return undefined;
  return configObject(id).equals(config) ? id : undefined;
}
