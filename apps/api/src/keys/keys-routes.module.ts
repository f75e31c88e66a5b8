import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/index.js';
import { PoliciesModule } from '../policies/index.js';
import { CompanyKeyController } from './company-key.controller.js';
import { KeysModule } from './keys.module.js';
import { ProveRecoveryCode } from './prove-recovery-code.js';
import { RecoveryCodeController } from './recovery-code.controller.js';
import { RegisterCompanyKey } from './register-company-key.js';
import { RegisterRecoveryCode } from './register-recovery-code.js';
import { ShowCompanyKey } from './show-company-key.js';

@Module({
  imports: [KeysModule, PeopleModule, PoliciesModule],
  controllers: [CompanyKeyController, RecoveryCodeController],
  providers: [RegisterCompanyKey, ShowCompanyKey, RegisterRecoveryCode, ProveRecoveryCode],
})
export class KeysRoutesModule {}
