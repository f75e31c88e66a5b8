import { hostname, userInfo } from 'node:os';

/** `user@computer` in printable ASCII: the name under which a phone lists this computer's key. */
export function computerName(): string {
  return `${userInfo().username}@${hostname()}`.replace(/[^\x21-\x7e]/g, '_').slice(0, 255);
}
