import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration, SecretKey } from '../../configuration/index.js';

const VALID_SECONDS = 30 * 86_400;
const ID_BYTES = 16;
const BODY_BYTES = 2 * ID_BYTES + 4;
const MAC_BYTES = 16;

/**
 * The link in a reminder by which its person has a day's quiet without signing in. It can do just that, for just that
 * person, for thirty days: `company(16) ‖ employee(16) ‖ end, seconds(4) ‖ HMAC-SHA256, first 16 bytes`, as base64url. Kept
 * nowhere; whoever it is forwarded to can have their reminders paused for a day, and sees nothing of them.
 */
@Injectable()
export class MuteLinks {
  readonly #key: Buffer;

  constructor(
    secretKey: SecretKey,
    private readonly configuration: Configuration,
  ) {
    this.#key = secretKey.keyFor('mute-reminders');
  }

  urlFor(companyId: string, employeeId: string, now: Date): string {
    const body = Buffer.alloc(BODY_BYTES);
    bytesOf(companyId).copy(body, 0);
    bytesOf(employeeId).copy(body, ID_BYTES);
    body.writeUInt32BE(Math.floor(now.getTime() / 1000) + VALID_SECONDS, 2 * ID_BYTES);
    const token = Buffer.concat([body, this.mac(body)]).toString('base64url');
    return `${this.configuration.values.publicOrigin}/mute/v1/${token}`;
  }

  /** Whose it is; undefined for one that is not ours, was changed, or is over. */
  open(token: string, now: Date): { readonly companyId: string; readonly employeeId: string } | undefined {
    const bytes = Buffer.from(token, 'base64url');
    // Another spelling of the same bytes is refused, too.
    if (bytes.length !== BODY_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return undefined;
    const body = bytes.subarray(0, BODY_BYTES);
    if (!timingSafeEqual(this.mac(body), bytes.subarray(BODY_BYTES))) return undefined;
    if (body.readUInt32BE(2 * ID_BYTES) * 1000 <= now.getTime()) return undefined;
    return { companyId: idOf(body, 0), employeeId: idOf(body, ID_BYTES) };
  }

  private mac(body: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(body).digest().subarray(0, MAC_BYTES);
  }
}

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

const idOf = (body: Buffer, at: number): string =>
  body
    .subarray(at, at + ID_BYTES)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
