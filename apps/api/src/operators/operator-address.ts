import { Injectable } from '@nestjs/common';
import { SecretKey } from '../configuration/index.js';

/** An operator's e-mail address, as it is kept: a keyed hash, whose key is not in the database. */
@Injectable()
export class OperatorAddress {
  constructor(private readonly secretKey: SecretKey) {}

  hash(email: string): Buffer {
    return this.secretKey.keyedHash('operator-email', email.trim().toLowerCase());
  }
}
