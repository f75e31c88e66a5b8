import { idpMetadata } from '../metadata/idp-metadata.js';
import type { Answer } from './answer.js';
import type { Asked } from './asked.js';
import { entityId, type Idp, metadataUrl } from './idp.js';
import { refusedPage, startPage } from './pages/pages.js';
import { choose, signIn, signOn } from './sign-on.js';
import { signOut, singleLogout } from './single-logout.js';

/** XML of its metadata. Logout is named only where the service provider takes part in it. */
export const ownMetadata = (idp: Idp): string =>
  idpMetadata({
    entityId: entityId(idp),
    certificates: [idp.key.certificate],
    ssoUrl: `${idp.origin}/sso`,
    sloUrl: idp.sp.logout ? `${idp.origin}/slo` : null,
    logoutBindings: ['redirect'],
    wantAuthnRequestsSigned: idp.sp.signing.length > 0,
  });

type Route = (idp: Idp, asked: Asked) => Answer | Promise<Answer>;

const ROUTES: Readonly<Record<string, Route>> = {
  'GET /': (idp, { cookie }) => ({
    status: 200,
    html: startPage(idp.signIns.of(cookie)?.person, metadataUrl(idp)),
  }),
  'GET /metadata': (idp) => ({ status: 200, xml: ownMetadata(idp) }),
  'GET /sso': signOn,
  'POST /sign-in': signIn,
  'POST /choose': choose,
  'GET /slo': singleLogout,
  'POST /sign-out': signOut,
};

export const route = async (idp: Idp, asked: Asked): Promise<Answer> => {
  const found = ROUTES[`${asked.method} ${asked.path}`];
  return found ? found(idp, asked) : { status: 404, html: refusedPage('There is nothing here.') };
};
