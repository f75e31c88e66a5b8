import { AuditExportHeader, AuditExportRecord, SignedAnchor } from '@holdfast/contracts';
import canonicalize from 'canonicalize';
import { z } from 'zod';

/** Of a record, what every version has; what else the body says is for readers. */
const Record = z.strictObject({
  at: z.iso.datetime({ precision: 3 }),
  body: z.looseObject({}),
  company: z.uuid(),
  seq: z.int().min(1),
});
export type ChainRecord = z.infer<typeof Record>;

/** A line exactly as an export writes it: one spelling for each value, so no byte can differ unnoticed. */
const exactly = <T extends z.ZodType>(schema: T, text: string): z.output<T> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (JSON.stringify(value) !== text) return undefined;
    return schema.safeParse(value).data;
  } catch {
    return undefined;
  }
};

export const headerOf = (text: string): AuditExportHeader | undefined => exactly(AuditExportHeader, text);
export const recordLineOf = (text: string): AuditExportRecord | undefined => exactly(AuditExportRecord, text);
export const anchorLineOf = (text: string): SignedAnchor | undefined => exactly(SignedAnchor, text);
export const isAnchorLine = (text: string): boolean => text.startsWith('{"anchor":');

/** Canonical JSON (RFC 8785), or it is no record: the hash is of these bytes and no others. */
export const chainRecordOf = (record: string): ChainRecord | undefined => {
  const parsed = exactly(Record, record);
  return parsed && canonicalize(parsed) === record ? parsed : undefined;
};
