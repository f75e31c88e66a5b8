import type { KeyObject } from 'node:crypto';
import type { TrustedComputers } from '../pairing/trusted-computers.js';
import type { IosPhoneState } from '../phone-state.js';
import type { ServicePorts } from './service-ports.js';

/** The phone as lockdownd knows it. */
export interface LockdownPhone {
  readonly state: IosPhoneState;
  /** The phone's own private key. */
  readonly key: KeyObject;
  readonly computers: TrustedComputers;
  readonly ports: ServicePorts;
}
