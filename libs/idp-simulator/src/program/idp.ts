import type { IdpKey } from '../idp-key.js';
import type { Person } from './people.js';
import type { ServiceProvider } from './service-provider.js';
import type { SignIns } from './sign-ins.js';

/** Everything that the answers of one identity provider are made from. */
export interface Idp {
  readonly origin: string;
  readonly key: IdpKey;
  readonly sp: ServiceProvider;
  readonly people: readonly Person[];
  readonly signIns: SignIns;
}

export const metadataUrl = ({ origin }: Pick<Idp, 'origin'>): string => `${origin}/metadata`;

/** Its entity id is the address of its metadata, as is usual. */
export const entityId = metadataUrl;
