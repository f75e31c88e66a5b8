import { idpMetadata, newIdpKey, readAuthnRequest, samlResponse } from '@holdfast/idp-simulator';
import { api, CookieJar, send } from './console-client.mjs';

const ENTITY = 'https://idp.bench.invalid/entity';

/** An identity provider in software that the company of `jar` has connected, tested and switched on. */
export async function connectProvider(origin, jar) {
  const key = await newIdpKey();
  const made = await api(origin, jar, 'POST', '/sso/connections', { name: 'Bench' });
  const path = `/sso/connections/${made.id}`;
  const xml = idpMetadata({
    entityId: ENTITY,
    certificates: [key.certificate],
    ssoUrl: 'https://idp.bench.invalid/sso',
  });
  await api(origin, jar, 'PUT', `${path}/metadata`, { xml });
  const provider = { origin, key, us: made.serviceProvider };
  const begun = await begin(provider, jar, '?test=1');
  const last = await complete(provider, begun, await respond(provider, begun, 0));
  if (last.status !== 303) throw new Error(`The test login ended with ${last.status}: ${last.text}`);
  await api(origin, jar, 'POST', `${path}/switch-on`);
  return provider;
}

/** A browser goes to sign in: with cookies of its own, unless it is somebody's. */
export async function begin({ origin, us }, jar = new CookieJar(), query = '') {
  const answer = await send({ origin, path: new URL(us.signInUrl).pathname + query, jar });
  if (answer.status !== 302) throw new Error(`A sign-in began with ${answer.status}: ${answer.text}`);
  return { jar, request: readAuthnRequest(answer.headers.location) };
}

/** What the provider answers for person number `who`: response and assertion signed. The provider's work, not ours. */
export function respond({ key, us }, { request }, who) {
  return samlResponse({
    idpEntityId: ENTITY,
    sp: us,
    requestId: request.id,
    signed: 'both',
    signing: key,
    assertion: {
      nameId: `person-${who}`,
      attributes: {
        email: `person-${who}@bench.invalid`,
        displayName: `Person ${who}`,
        department: 'Bench',
        groups: ['everybody', 'sales', `team-${who % 20}`],
      },
    },
  });
}

/** The browser brings the answer and takes its session; answers the last redirect. */
export async function complete({ origin, us }, { jar }, { base64 }) {
  const form = { SAMLResponse: base64, RelayState: '/overview' };
  const path = new URL(us.acsUrl).pathname;
  // The provider's form is another site: no cookie goes with it.
  const posted = await send({ origin, path, method: 'POST', form });
  if (!posted.headers.location?.startsWith('/auth/complete'))
    throw new Error(`A response was answered ${posted.status} ${posted.headers.location}`);
  return send({ origin, path: posted.headers.location, jar });
}
