import { probeDirect } from '../android/direct/probe.js';
import type { AttachedPhone } from '../phone-monitor.js';

/** Which phones on the network answer, without anything appearing on their screens. */
export async function directSightings(
  addresses: readonly string[],
  keyFile: string,
): Promise<AttachedPhone[]> {
  const seen = await Promise.all(
    addresses.map(async (address): Promise<AttachedPhone | undefined> => {
      const probe = await probeDirect(address, keyFile);
      return probe && { platform: 'android', address, ...probe, via: 'adb-direct' };
    }),
  );
  return seen.filter((phone) => phone !== undefined);
}
