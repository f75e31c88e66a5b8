import type { Fault, FaultCode } from '../api/problem';

const TEXTS: Partial<Record<FaultCode, string>> = {
  offline: $localize`The server did not answer. Backups on the workstations go on without it; try again in a moment.`,
  unknown: $localize`The server's answer could not be understood. Nothing was changed as far as this page knows.`,
  'request-invalid': $localize`Some of what was entered is not accepted. Nothing was changed.`,
  'sign-in-required': $localize`You are signed out. Sign in again to go on.`,
  'sign-in-refused': $localize`E-mail address or password is not right. Check both and try again.`,
  'sso-refused': $localize`The sign-in was refused. Try again; if it stays, give your IT the request id.`,
  'sso-not-tested': $localize`These settings have not passed a test login as they stand. Nothing was changed.`,
  'setup-token-refused': $localize`This token is unknown, used or too old. Whoever gave it to you makes a new one; a server that nobody owns prints one when it starts.`,
  'factor-refused': $localize`This code or passkey was not accepted. A code works once and for half a minute: wait for the next one.`,
  'ticket-refused': $localize`This took longer than five minutes, or was done already. Begin again; nothing was changed.`,
  'confirmation-needed': $localize`Show that it is still you: this changes how you sign in. Nothing was changed yet.`,
  'last-factor': $localize`This is the only second factor of the account, and stays. Add another one first.`,
  'role-refused': $localize`Your role may not do this. Nothing was changed; ask an owner of the company.`,
  'role-of-directory': $localize`The directory gives this role. Nothing was changed; change the group there.`,
  'last-owner': $localize`This is the last active owner. Nothing was changed; make somebody else an owner first.`,
  'last-operator': $localize`This is the last active operator. Nothing was changed; invite somebody first.`,
  'origin-refused': $localize`The request did not come from this console's own address. Open the console at the address that the server printed.`,
  'leaver-link-refused': $localize`This link is not known, a newer one took its place, or its time is over. Whoever was your IT can make a new one as long as your data is there.`,
  'leaver-session-ended': $localize`An hour has passed, or a newer link took the place of yours. Open your personal link again.`,
  'second-person-needed': $localize`You asked for this yourself, so somebody else has to approve it. It waits until then.`,
  'hold-stands': $localize`A hold keeps this from being erased. Nothing was changed.`,
  'erasure-begun': $localize`This person is being erased, or is erased already. There is no way back; if they work here again, add them anew.`,
  'not-found': $localize`This does not exist, or no longer. The list behind it shows what does.`,
  'version-conflict': $localize`Somebody else changed this meanwhile. Your version was not saved; compare and publish again.`,
  'public-key-refused': $localize`This is not the public half of a key to which anything can be sealed. Nothing was changed; have its holders read its 44 characters out of their key again.`,
  'join-request-over': $localize`This request was answered already, or its time is over. Nothing was changed; the workstation can ask again.`,
  'storage-unreachable': $localize`The storage could not be reached with these details. Nothing was saved; check address, bucket and key.`,
  'storage-full': $localize`The storage is full. What lies there is safe; make room and try again.`,
  'too-many-requests': $localize`Too many tries in a short time. Wait a minute and try again.`,
  'database-unreachable': $localize`The server cannot reach its database now. Backups already made are safe; try again in a moment.`,
  'shutting-down': $localize`The server is restarting. Try again in a moment.`,
  internal: $localize`The server failed. Nothing was lost; its log holds the reason under the request id.`,
};

/** What a person reads about a fault: our sentence for its code, or the api's own where the code has none here. */
export function faultText(fault: Fault): string {
  return TEXTS[fault.code] ?? fault.detail ?? (TEXTS.unknown as string);
}
