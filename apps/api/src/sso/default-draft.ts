import type { SsoSettings } from '@holdfast/contracts';
import type { IdpMetadata } from './metadata/index.js';

/**
 * Settings as the first import makes them: the strictest signing, names of attributes that can be changed after the first
 * test login has shown what the provider really sends. A later import changes only what metadata says.
 */
export const draftFrom = (
  metadata: IdpMetadata,
  metadataUrl: string | null,
  before: SsoSettings | null,
): SsoSettings => ({
  signed: 'both',
  encryptedOnly: false,
  attributes: { name: 'displayName', email: 'email', department: 'department', groups: 'groups' },
  groups: [],
  joinOnSignIn: true,
  linkByEmail: true,
  ...before,
  ...metadata,
  metadataUrl,
});
