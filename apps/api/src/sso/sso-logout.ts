import { Injectable } from '@nestjs/common';
import { SingleLogout } from '../sessions/index.js';

/** Single logout as the service provider starts it. */
@Injectable()
export class SsoLogout extends SingleLogout {
  start(): Promise<string | undefined> {
    return Promise.resolve(undefined);
  }
}
