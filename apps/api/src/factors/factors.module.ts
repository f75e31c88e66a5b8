import { Module } from '@nestjs/common';
import { NewFactors } from './new-factors.js';
import { OwnFactors } from './own-factors.js';
import { Passwords } from './passwords.js';
import { RelyingParty } from './relying-party.js';
import { SecondFactor } from './second-factor.js';
import { Tickets } from './tickets.js';
import { TotpSecrets } from './totp-secrets.js';

@Module({
  providers: [RelyingParty, Tickets, TotpSecrets, Passwords, NewFactors, SecondFactor, OwnFactors],
  exports: [Tickets, Passwords, NewFactors, SecondFactor, OwnFactors],
})
export class FactorsModule {}
