import type { SsoConnection } from '@holdfast/contracts';
import { certificatePem, viewCertificate } from './certificates.js';
import type { Connection } from './connection.js';
import type { ServiceProvider } from './service-provider.js';
import { verificationHash } from './verification-hash.js';

/** The test counts for the draft as it stands: nothing on which acceptance depends was changed since. */
export const testCounts = ({ draft, testedHash }: Connection): boolean =>
  draft !== null && testedHash !== null && testedHash === verificationHash(draft);

/** A connection as the console shows it. Pure. */
export const showConnection = (connection: Connection, us: ServiceProvider): SsoConnection => {
  const { id, name, live, draft, metadataReadAt, ourCertificate } = connection;
  const test = testCounts(connection) ? connection.test : null;
  return {
    id,
    name,
    live,
    draft,
    test,
    mayBeSwitchedOn: test?.passed === true,
    certificates: ((draft ?? live)?.certificates ?? []).map((one) => viewCertificate(certificatePem(one))),
    metadataReadAt: metadataReadAt?.toISOString() ?? null,
    serviceProvider: { ...us, certificate: viewCertificate(ourCertificate) },
  };
};
