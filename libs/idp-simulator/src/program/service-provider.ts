import { requireLoopback } from './loopback.js';

/** The one service provider that people sign in to. Certificates are PEM. */
export interface ServiceProvider {
  readonly entityId: string;
  readonly acsUrl: string;
  readonly logout: { readonly url: string; readonly binding: 'redirect' | 'post' } | undefined;
  /** Its requests have to be signed by one of these keys, if there are any. */
  readonly signing: readonly string[];
  /** Assertions are encrypted for it. */
  readonly encryption: string | undefined;
}

/** @throws Refused when any of its addresses is not on this computer */
export const requireLocal = (sp: ServiceProvider): ServiceProvider => {
  requireLoopback('The assertion consumer service', sp.acsUrl);
  if (sp.logout) requireLoopback('The logout service', sp.logout.url);
  if (/^https?:/.test(sp.entityId)) requireLoopback('The entity id of the service provider', sp.entityId);
  return sp;
};
