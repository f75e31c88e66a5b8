import { composeLogoutRequest, composeLogoutResponse } from '../logout/compose-logout.js';
import { readLogoutRequest } from '../logout/read-logout.js';
import { posted } from '../messages/posted-message.js';
import { readRedirect } from '../redirect/read-redirect.js';
import { type MessageName, redirectUrl } from '../redirect/redirect-url.js';
import { signElement } from '../signing/sign-element.js';
import type { Answer } from './answer.js';
import type { Asked } from './asked.js';
import { entityId, type Idp } from './idp.js';
import { Refused } from './loopback.js';
import { passOnPage, signedOutPage } from './pages/pages.js';
import { readSigned } from './read-signed.js';

const ELEMENTS = { SAMLRequest: 'LogoutRequest', SAMLResponse: 'LogoutResponse' } as const;

/** `/slo`: the service provider asks that somebody be signed out, or answers that it did so. */
export const singleLogout = (idp: Idp, { url, cookie }: Asked): Answer => {
  const { sp, signIns } = idp;
  const message = readSigned(sp, (certificate) => readRedirect(url, certificate));
  if (message.name === 'SAMLResponse') return { status: 200, html: signedOutPage() };
  const asked = readLogoutRequest(message.root);
  if (asked.issuer !== sp.entityId) throw new Refused(`${asked.issuer} has signed nobody in here.`);
  signIns.endOf(asked.nameId, asked.sessionIndexes);
  const ended = signIns.of(cookie) ? {} : { cookie: null };
  const inResponseTo = asked.id;
  const answer = passOn(
    idp,
    'SAMLResponse',
    (whose) => composeLogoutResponse({ ...whose, inResponseTo }),
    message,
  );
  return { ...answer, ...ended };
};

/** `/sign-out`: somebody signs out here; where they signed in from here hears of it. */
export const signOut = (idp: Idp, { cookie }: Asked): Answer => {
  const current = idp.signIns.of(cookie);
  idp.signIns.end(cookie);
  if (!current?.told) return { status: 200, html: signedOutPage(), cookie: null };
  const nameId = { value: current.person.id, spNameQualifier: idp.sp.entityId };
  const request = (whose: Whose) =>
    composeLogoutRequest({ ...whose, nameId, sessionIndexes: [current.index] });
  return { ...passOn(idp, 'SAMLRequest', request), cookie: null };
};

interface Whose {
  readonly idpEntityId: string;
  readonly destination: string;
}

/** Sends the browser to the service provider's logout service with a signed message, as that takes it. */
function passOn(
  idp: Idp,
  name: MessageName,
  compose: (whose: Whose) => string,
  { relayState }: { readonly relayState?: string | undefined } = {},
): Answer {
  const { logout } = idp.sp;
  if (!logout) return { status: 200, html: signedOutPage() };
  const xml = compose({ idpEntityId: entityId(idp), destination: logout.url });
  if (logout.binding === 'post') {
    const { base64 } = posted(signElement(xml, ELEMENTS[name], idp.key));
    return { status: 200, html: passOnPage(logout.url, { [name]: base64, RelayState: relayState }) };
  }
  const { privateKey } = idp.key;
  const more = relayState === undefined ? {} : { relayState };
  return { status: 303, location: redirectUrl({ destination: logout.url, name, xml, privateKey, ...more }) };
}
