import { Global, Module } from '@nestjs/common';
import { TokenCallers } from '../http/index.js';
import { PeopleModule } from '../people/index.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { FindTokenCaller } from './find-token-caller.js';
import { ListTokens } from './list-tokens.js';
import { MakeToken } from './make-token.js';
import { RevokeToken } from './revoke-token.js';

@Global()
@Module({
  imports: [PeopleModule],
  controllers: [ApiTokensController],
  providers: [ListTokens, MakeToken, RevokeToken, { provide: TokenCallers, useClass: FindTokenCaller }],
  exports: [TokenCallers],
})
export class ApiTokensModule {}
