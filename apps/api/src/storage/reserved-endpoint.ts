import { lookup } from 'node:dns/promises';
import { BlockList, isIPv6 } from 'node:net';
import { DomainError } from '../problems/index.js';

/** Link-local addresses: there clouds serve their machines' credentials. A bucket in a private network is fine. */
const reserved = new BlockList();
reserved.addSubnet('169.254.0.0', 16, 'ipv4');
reserved.addSubnet('fe80::', 10, 'ipv6');
reserved.addAddress('fd00:ec2::254', 'ipv6');
reserved.addAddress('0.0.0.0', 'ipv4');

/**
 * Refuses an endpoint that is not http(s), carries a credential, or names an address that serves metadata.
 * @throws DomainError `request-invalid`; `storage-unreachable` when the name does not resolve
 */
export async function refuseReservedEndpoint(endpoint: string): Promise<void> {
  const url = new URL(endpoint);
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new DomainError(
      'request-invalid',
      'The endpoint must be an http or https address without a credential.',
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await lookup(host, { all: true }).catch(() => {
    throw new DomainError('storage-unreachable', `The name ${host} does not resolve. Check the endpoint.`);
  });
  if (addresses.some(({ address }) => reserved.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'))) {
    throw new DomainError(
      'request-invalid',
      'The endpoint is an address that is reserved for this machine itself.',
    );
  }
}
