import { samlResponse } from '../messages/saml-response.js';
import { type AuthnRequest, readAuthnRequest } from '../redirect/read-authn-request.js';
import { STATUS } from '../xml/names.js';
import type { Answer } from './answer.js';
import type { Asked } from './asked.js';
import { entityId, type Idp } from './idp.js';
import { choosePage, passOnPage, tellPage } from './pages/pages.js';
import { attributesOf } from './people.js';
import { Refused } from './loopback.js';
import { readSigned } from './read-signed.js';
import type { SignIn } from './sign-ins.js';

/** `/sso`: an AuthnRequest. Who is signed in on this browser goes on at once; else everybody is offered. */
export const signOn = async (idp: Idp, { url, cookie }: Asked): Promise<Answer> => {
  const { sp, people, signIns } = idp;
  const request = readSigned(sp, (certificate) => readAuthnRequest(url, certificate));
  if (request.issuer !== sp.entityId)
    throw new Refused(
      `${request.issuer} is not the service provider that this was started for, ${sp.entityId}.`,
    );
  if (request.acsUrl !== undefined && request.acsUrl !== sp.acsUrl)
    throw new Refused(`The answer is wanted at ${request.acsUrl}, but the metadata names ${sp.acsUrl}.`);
  const signIn = request.forceAuthn ? undefined : signIns.of(cookie);
  if (signIn) return tell(idp, request, signIn);
  if (request.isPassive) return { status: 200, html: passOnPage(sp.acsUrl, await nobody(idp, request)) };
  return { status: 200, html: choosePage(people, signIns.wait(request), sp) };
};

/** `/sign-in`: somebody was chosen. */
export const signIn = async (idp: Idp, { form, cookie: before }: Asked): Promise<Answer> => {
  const { people, signIns } = idp;
  const person = people.find(({ id }) => id === form.get('person'));
  const request = signIns.take(form.get('waiting') ?? '');
  if (!person || !request) throw new Refused('This choice is over. Sign in again where you came from.');
  const { cookie, signIn: begun } = signIns.begin(person, before);
  return { ...(await tell(idp, request, begun)), cookie };
};

/** `/choose`: somebody else, for the same request. */
export const choose = ({ people, signIns, sp }: Idp, { form, cookie }: Asked): Answer => {
  const request = signIns.take(form.get('waiting') ?? '');
  if (!request) throw new Refused('This choice is over. Sign in again where you came from.');
  signIns.end(cookie);
  return { status: 200, html: choosePage(people, signIns.wait(request), sp), cookie: null };
};

const whoseTo = (idp: Idp, { id }: AuthnRequest) => ({
  idpEntityId: entityId(idp),
  sp: idp.sp,
  requestId: id,
  signing: idp.key,
});

async function tell(idp: Idp, request: AuthnRequest, current: SignIn): Promise<Answer> {
  const { sp, signIns } = idp;
  const { person, index } = current;
  const { base64 } = await samlResponse({
    ...whoseTo(idp, request),
    signed: 'both',
    assertion: {
      nameId: { value: person.id, spNameQualifier: sp.entityId },
      authnStatement: { sessionIndex: index },
      attributes: attributesOf(person),
    },
    ...(sp.encryption === undefined ? {} : { encryptFor: { certificate: sp.encryption } }),
  });
  current.told = true;
  const form = { SAMLResponse: base64, RelayState: request.relayState };
  return { status: 200, html: tellPage(person, sp, form, signIns.wait(request)) };
}

async function nobody(idp: Idp, request: AuthnRequest): Promise<Record<string, string | undefined>> {
  const { base64 } = await samlResponse({
    ...whoseTo(idp, request),
    signed: 'response',
    response: { status: STATUS.responder, statusMessage: 'Nobody is signed in on this browser.' },
    assertion: null,
  });
  return { SAMLResponse: base64, RelayState: request.relayState };
}
