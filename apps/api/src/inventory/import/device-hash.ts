import { createHmac } from 'node:crypto';
import type { SecretKey } from '../../configuration/index.js';

/** What a phone is known again by: what its source calls it, or else whose it is, its model, and which of equal ones. */
export type PhoneIdentity =
  | { readonly deviceId: string }
  | {
      readonly employeeId: string;
      readonly platform: string;
      readonly model: string | null;
      readonly nth: number;
    };

/**
 * Keyed hash of what a source calls a phone, under a key of the company that is made for this and stands nowhere: equal in
 * the next import, and nothing that a reader of the database could try serial numbers against.
 */
export const deviceHashes = (
  secretKey: SecretKey,
  companyId: string,
  source: string,
): ((identity: PhoneIdentity) => string) => {
  const key = secretKey.keyFor(`inventory/${companyId}`);
  return (identity) => {
    const parts =
      'deviceId' in identity
        ? ['device', identity.deviceId.toLowerCase()]
        : [
            'person',
            identity.employeeId,
            identity.platform,
            identity.model?.toLowerCase() ?? '',
            identity.nth,
          ];
    return createHmac('sha256', key)
      .update(JSON.stringify([source, ...parts]))
      .digest('hex');
  };
};
