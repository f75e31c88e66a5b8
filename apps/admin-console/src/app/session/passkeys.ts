import { Injectable } from '@angular/core';
import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
} from '@holdfast/contracts';

/**
 * The browser's passkeys (WebAuthn Level 3). Both ways answer `undefined` when the person closed the browser's own window,
 * when it timed out, or when no authenticator here can do it: browsers tell these apart on purpose not at all.
 */
@Injectable({ providedIn: 'root' })
export class Passkeys {
  readonly available =
    typeof PublicKeyCredential === 'function' &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function';

  async create(options: PasskeyCreation): Promise<PasskeyAttestation | undefined> {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const made = await navigator.credentials.create({ publicKey }).catch(() => null);
    return made === null ? undefined : ((made as PublicKeyCredential).toJSON() as PasskeyAttestation);
  }

  async get(options: PasskeyRequest): Promise<PasskeyAssertion | undefined> {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const found = await navigator.credentials.get({ publicKey }).catch(() => null);
    return found === null ? undefined : ((found as PublicKeyCredential).toJSON() as PasskeyAssertion);
  }
}
