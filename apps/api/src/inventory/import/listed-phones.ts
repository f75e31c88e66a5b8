import type { InventoryRefusal } from '@holdfast/contracts';
import type { CheckedRow, ToldPhone } from './check-row.js';
import type { PhoneIdentity } from './device-hash.js';

/** Somebody here, by an address that they are known under. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
}

/** A phone of somebody here. `hash`: hexadecimal. */
export interface ListedPhone extends Pick<
  ToldPhone,
  'line' | 'platform' | 'model' | 'osVersion' | 'ownership'
> {
  readonly hash: string;
  readonly employeeId: string;
  readonly name: string;
}

export interface Listed {
  /** By their hashes. */
  readonly phones: ReadonlyMap<string, ListedPhone>;
  readonly refused: readonly { readonly line: number; readonly reason: InventoryRefusal }[];
  readonly notPhones: number;
  readonly unknownPeople: number;
}

/** What rows say of phones of people here: each device once, the first row of it. */
export const listedPhones = (
  checked: readonly CheckedRow[],
  people: ReadonlyMap<string, KnownPerson>,
  hashOf: (identity: PhoneIdentity) => string,
): Listed => {
  const phones = new Map<string, ListedPhone>();
  const refused: { line: number; reason: InventoryRefusal }[] = [];
  const seen = new Map<string, number>();
  let [notPhones, unknownPeople] = [0, 0];
  for (const row of checked) {
    if ('notPhone' in row) notPhones += 1;
    else if ('reason' in row) refused.push(row);
    else {
      const { line, deviceId, addresses, ...device } = row;
      const known = addresses.map((address) => people.get(address)).find((one) => one !== undefined);
      if (!known) {
        unknownPeople += 1;
        refused.push({ line, reason: 'unknown-person' });
        continue;
      }
      const { id: employeeId, name } = known;
      const likeness = JSON.stringify([employeeId, device.platform, device.model?.toLowerCase()]);
      const nth = seen.get(likeness) ?? 0;
      const { platform, model } = device;
      const hash = hashOf(deviceId === '' ? { employeeId, platform, model, nth } : { deviceId });
      if (deviceId === '') seen.set(likeness, nth + 1);
      if (phones.has(hash)) refused.push({ line, reason: 'twice-in-file' });
      else phones.set(hash, { line, hash, employeeId, name, ...device });
    }
  }
  return { phones, refused, notPhones, unknownPeople };
};
