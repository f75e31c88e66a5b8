import { Injectable } from '@nestjs/common';
import { Configuration } from '../configuration/index.js';

/** What passkeys are bound to (WebAuthn Level 3, 13.4.9): the console's origin, and its host name. */
@Injectable()
export class RelyingParty {
  readonly name = 'Holdfast';
  readonly origin: string;
  readonly id: string;

  constructor(configuration: Configuration) {
    this.origin = configuration.values.publicOrigin;
    this.id = new URL(this.origin).hostname;
  }
}
