import { BlockList, isIP } from 'node:net';

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal)\.?$/;

/** What is told at once when somebody types it; the connection itself lets only public addresses through. */
const privateAddresses = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  privateAddresses.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  privateAddresses.addSubnet(network, bits, 'ipv6');

/**
 * Why a webhook may not go to an address, before anything is resolved; undefined: it may. `plain`: this server runs on
 * http://localhost, for development, and may speak to programs on the same computer.
 */
export function addressRefused(url: URL, plain: boolean): string | undefined {
  const { protocol, hostname } = url;
  if (plain && LOCAL.includes(hostname)) return undefined;
  if (protocol !== 'https:') return 'has to be https';
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  if (family !== 0 && privateAddresses.check(host, family === 6 ? 'ipv6' : 'ipv4'))
    return 'is one of a private network';
  return PRIVATE_NAME.test(host) ? 'is a name of a private network' : undefined;
}
