import type { SsoSettings, SsoTest } from '@holdfast/contracts';
import { mapPerson } from './map-person.js';
import { Refusal } from './strict/index.js';

/** A test login by what it received: how these settings map it, and whether it passes with them. Pure. */
export const tryMapping = (
  received: NonNullable<SsoTest['received']>,
  settings: SsoSettings,
  at: string,
): SsoTest => {
  try {
    const attributes = new Map(received.attributes.map(({ name, values }) => [name, values]));
    const { name, email, department, groups, role } = mapPerson(attributes, settings);
    const mapped = { name, email, department, groups: [...groups], role: role ?? 'employee' };
    return { at, passed: true, refusal: null, received, mapped };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, detail } = error;
    return { at, passed: false, refusal: { code, detail }, received, mapped: null };
  }
};
