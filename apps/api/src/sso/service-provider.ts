/** Our own addresses of one connection: what the identity provider has to know, and what messages must be addressed to. */
export interface ServiceProvider {
  readonly entityId: string;
  readonly acsUrl: string;
  readonly sloUrl: string;
  readonly metadataUrl: string;
  readonly signInUrl: string;
}

export const serviceProvider = (publicOrigin: string, connectionId: string): ServiceProvider => {
  const base = `${publicOrigin}/saml/${connectionId}`;
  return {
    entityId: `${base}/metadata`,
    acsUrl: `${base}/acs`,
    sloUrl: `${base}/slo`,
    metadataUrl: `${base}/metadata`,
    signInUrl: `${publicOrigin}/auth/sso/${connectionId}`,
  };
};
