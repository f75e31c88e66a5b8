import { join } from 'node:path';
import { Platform, Sha256Hex } from '@holdfast/contracts';
import { z } from 'zod';
import { Fault } from '../faults/fault.js';
import { JsonFile } from '../state/json-file.js';

/** A phone that was enrolled here. Its addresses stay on this workstation: they are how it is known again. */
export const EnrolledPhone = z.object({
  phoneId: z.uuid(),
  phoneKey: Sha256Hex,
  platform: Platform,
  model: z.string().nullable(),
  osVersion: z.string().nullable(),
  label: z.string(),
  addresses: z.array(z.string()),
});
export type EnrolledPhone = z.infer<typeof EnrolledPhone>;

const PhonesFile = z.object({ format: z.literal(1), phones: z.array(EnrolledPhone) });

/** The phones enrolled on this workstation by this OS user. */
export class EnrolledPhones {
  private readonly file: JsonFile<typeof PhonesFile>;

  constructor(stateFolder: string) {
    this.file = new JsonFile(join(stateFolder, 'phones.json'), PhonesFile);
  }

  async all(): Promise<readonly EnrolledPhone[]> {
    return (await this.file.read())?.phones ?? [];
  }

  /** Adds a phone, or replaces what was known of it; an address belongs to one phone only. */
  async remember(phone: EnrolledPhone): Promise<void> {
    const others = (await this.all())
      .filter((other) => other.phoneId !== phone.phoneId && other.phoneKey !== phone.phoneKey)
      .map((other) => ({
        ...other,
        addresses: other.addresses.filter((address) => !phone.addresses.includes(address)),
      }));
    await this.file.write({ format: 1, phones: [...others, phone] });
  }

  /** Another phone answered at this address: nobody is to be opened there any more. */
  async forgetAddress(address: string): Promise<void> {
    const phones = (await this.all()).map((phone) => ({
      ...phone,
      addresses: phone.addresses.filter((known) => known !== address),
    }));
    await this.file.write({ format: 1, phones });
  }

  /** It was released: nothing here opens it any more. Answers what was known of it; undefined: nothing. */
  async forget(phoneId: string): Promise<EnrolledPhone | undefined> {
    const all = await this.all();
    const known = all.find((phone) => phone.phoneId === phoneId);
    if (known) await this.file.write({ format: 1, phones: all.filter((phone) => phone !== known) });
    return known;
  }

  /** The phone a person means by label, id or address; the only one if they say nothing. @throws Fault */
  async named(text: string | undefined): Promise<EnrolledPhone> {
    const phones = await this.all();
    const [only] = phones;
    if (only === undefined) {
      throw new Fault('not-enrolled', {
        what: 'No phone is enrolled on this workstation.',
        next: 'Plug it in, see "holdfast phones", then enrol it: "holdfast enrol --phone ADDRESS".',
      });
    }
    const labels = phones.map((phone) => phone.label).join(', ');
    if (text === undefined) {
      if (phones.length === 1) return only;
      throw new Fault('usage', { what: 'Several phones are enrolled.', next: `Name one of: ${labels}.` });
    }
    const found = phones.filter(
      (phone) => phone.phoneId === text || phone.label === text || phone.addresses.includes(text),
    );
    if (found.length === 1 && found[0] !== undefined) return found[0];
    const what =
      found.length === 0
        ? `No phone called "${text}" is enrolled here.`
        : `Several phones are called "${text}".`;
    throw new Fault('not-found', { what, next: `Enrolled: ${labels}. A phone can be named by its id too.` });
  }
}
