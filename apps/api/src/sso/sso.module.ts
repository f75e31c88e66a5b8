import { Global, Module } from '@nestjs/common';
import { SingleLogout } from '../sessions/index.js';
import { SsoLogout } from './sso-logout.js';

/** Global: the sessions' port of single logout is answered here. */
@Global()
@Module({ providers: [{ provide: SingleLogout, useClass: SsoLogout }], exports: [SingleLogout] })
export class SsoModule {}
