import { z } from 'zod';

/** The kinds of object that a repository holds, and so the first segment of their names. */
export const OBJECT_KINDS = ['data', 'tree', 'index', 'segment', 'snapshot'] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/**
 * The only names the control plane ever signs, below a repository's prefix:
 * `config` · `<kind>/<sha256>` · `keys/<epoch: 8 digits>/<recipient>/<sha256>`,
 * where `<sha256>` is the lower-case hex SHA-256 of the sealed bytes (docs/repository-format.md).
 */
export const OBJECT_NAME_PATTERN =
  /^(?:config|(?:data|tree|index|segment|snapshot)\/[0-9a-f]{64}|keys\/[0-9]{8}\/[a-z0-9-]{1,64}\/[0-9a-f]{64})$/;

export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
export const ObjectName = z.string().max(200).regex(OBJECT_NAME_PATTERN);

/** 64 MiB: no object of any format version may be larger, so nothing larger is ever signed or read into memory. */
export const MAX_OBJECT_BYTES = 64 * 1024 * 1024;
