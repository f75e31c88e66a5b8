import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/index.js';
import { CodeChallenges } from './code-challenges.js';
import { CompanyKeys } from './company-keys.js';
import { RecoveryCodes } from './recovery-codes.js';

/** What other rooms need of keys; the routes are a module of their own, since people are not needed here. */
@Module({
  imports: [PoliciesModule],
  providers: [CompanyKeys, RecoveryCodes, CodeChallenges],
  exports: [CompanyKeys, RecoveryCodes, CodeChallenges],
})
export class KeysModule {}
