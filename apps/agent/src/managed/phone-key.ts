import { createHmac } from 'node:crypto';

/** The name of a phone outside this workstation: hex HMAC-SHA256 of its serial under the company's key (base64). */
export const phoneKeyOf = (phoneHashKey: string, serial: string): string =>
  createHmac('sha256', Buffer.from(phoneHashKey, 'base64')).update(serial, 'utf8').digest('hex');
