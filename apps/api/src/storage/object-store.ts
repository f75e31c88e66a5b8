import type { SignedRequest } from '@holdfast/contracts';
import type { MaintenanceStore } from '@holdfast/storage/maintenance';

/** An object that an agent wants to add: `sha256` in hex and `size` in bytes are exact and get signed. */
export interface ObjectToAdd {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

/** Signs what one URL may do for one object, for fifteen minutes at most. No network. */
export interface ObjectSigner {
  signPut(object: ObjectToAdd): Promise<SignedRequest>;
  signGet(name: string): Promise<SignedRequest>;
}

/**
 * One repository at one location as the control plane reaches it: sizes, names, sealed bytes, and signed URLs for its
 * agent. Calls of `objects` go to a disk or a network: never make one inside a transaction.
 */
export interface ObjectStore {
  readonly objects: MaintenanceStore;
  readonly signer: ObjectSigner;
}
