import { z } from 'zod';
import { DateOnly } from './paging.js';

/** What a list may call itself: `intune`, `jamf`, `google`, `csv`, or another short name. */
export const SourceName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** Why a phone is not to be protected. A closed list: a sentence would say something about a person. */
export const SET_ASIDE_REASONS = ['returned', 'tablet', 'spare', 'other'] as const;
export const SetAsideReason = z.enum(SET_ASIDE_REASONS);
export type SetAsideReason = z.infer<typeof SetAsideReason>;

/**
 * `enrolled`: it is one of the person's enrolled phones. `not-enrolled`: it is none. `vanished`: its source no longer tells
 * of it. `set-aside`: somebody said that it is not to be protected, until it vanishes.
 */
export const InventoryState = z.enum(['enrolled', 'not-enrolled', 'set-aside', 'vanished']);
export type InventoryState = z.infer<typeof InventoryState>;

const PersonOf = z.object({ id: z.uuid(), name: z.string(), department: z.string().nullable() });
const PhoneOf = z.object({ id: z.uuid(), label: z.string() });
const Device = {
  platform: z.enum(['android', 'ios']),
  model: z.string().nullable(),
  osVersion: z.string().nullable(),
};

/** A phone of the company as a source tells of it: no serial number, no IMEI, no phone number, no name of the device. */
export const InventoryPhone = z.object({
  id: z.uuid(),
  employee: PersonOf,
  source: SourceName,
  ...Device,
  ownership: z.enum(['company', 'personal']).nullable(),
  state: InventoryState,
  /** Since when it is in that state. */
  since: DateOnly,
  /** The enrolled phone that it is, or was until it vanished. */
  phone: PhoneOf.nullable(),
  reason: SetAsideReason.nullable(),
});
export type InventoryPhone = z.infer<typeof InventoryPhone>;

export const InventorySource = z.object({
  name: SourceName,
  importedOn: DateOnly,
  /** So many days without an import, and the source counts as quiet. */
  quietDays: z.int(),
  quiet: z.boolean(),
  phones: z.int(),
  notEnrolled: z.int(),
  setAside: z.int(),
  vanished: z.int(),
  /** Of the newest import: rows of people who are not known here. Who they are is not kept. */
  unknownPeople: z.int(),
});
export type InventorySource = z.infer<typeof InventorySource>;

/** Why a row is not taken. `unknown-person`: nobody here has the address; it is not kept either. */
export const INVENTORY_REFUSALS = [
  'columns',
  'person',
  'platform',
  'twice-in-file',
  'unknown-person',
] as const;
export type InventoryRefusal = (typeof INVENTORY_REFUSALS)[number];

/** What an import does, or would do. Lists are cut after their first rows; counts are of all. */
export const InventoryReport = z.object({
  /** Nothing was written. */
  dryRun: z.boolean(),
  source: SourceName,
  /** Phones of people here, and of those: how many the source did not tell of before, tells otherwise, and tells as before. */
  phones: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Told of before, and now no longer. */
  vanished: z.int(),
  /** Not one of the enrolled phones of its person. */
  notEnrolled: z.int(),
  /** Computers, tablets that say so, watches. */
  notPhones: z.int(),
  unknownPeople: z.int(),
  refused: z.int(),
  shownRows: z.array(z.object({ line: z.int(), name: z.string(), ...Device })),
  refusedRows: z.array(z.object({ line: z.int(), reason: z.enum(INVENTORY_REFUSALS) })),
  /** Columns that are not read, and so are never kept. */
  ignoredColumns: z.array(z.string()),
});
export type InventoryReport = z.infer<typeof InventoryReport>;

/** What is missing without anybody having said so. */
export const VANISHED_KINDS = [
  'phone-vanished',
  'enrolled-phone-vanished',
  'source-quiet',
  'person-vanished',
] as const;
export const Vanished = z.object({
  id: z.string(),
  /**
   * `phone-vanished`: a source no longer tells of it. `enrolled-phone-vanished`: the same of a phone that is enrolled, maybe
   * replaced. `source-quiet`: no import for longer than its days. `person-vanished`: the directory has them no longer, and
   * they have not left here.
   */
  kind: z.enum(VANISHED_KINDS),
  since: DateOnly,
  source: SourceName.nullable(),
  employee: PersonOf.nullable(),
  phone: PhoneOf.nullable(),
  model: z.string().nullable(),
});
export type Vanished = z.infer<typeof Vanished>;

/** A row as scripts send it. Whatever else a row has is not read. */
export const InventoryRow = z.object({
  /** What the source calls the device, kept as a keyed hash only; without it a phone is known by person and model. */
  device_id: z.string().max(200).optional(),
  /** E-mail address or user principal name. */
  email: z.string().max(254),
  platform: z.string().max(60),
  model: z.string().max(200).nullish(),
  os_version: z.string().max(100).nullish(),
  ownership: z.string().max(60).nullish(),
});
