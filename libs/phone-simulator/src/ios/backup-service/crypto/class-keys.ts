import { randomBytes } from 'node:crypto';
import { readClassKey, unwrapKey, wrapKey, writeClassKey } from '@holdfast/phones/codecs';

/** The keys of a key bag, by protection class. */
export type ClassKeys = ReadonlyMap<number, Uint8Array>;

export const newKey = (): Buffer => randomBytes(32);

/** A key as manifests hold it: wrapped by the key of its class, which stands before it. */
export function wrapForClass(classKeys: ClassKeys, protectionClass: number, key: Uint8Array): Buffer {
  const under = classKeys.get(protectionClass);
  if (under === undefined) throw new RangeError(`no key of class ${protectionClass}`);
  return writeClassKey({ protectionClass, wrapped: wrapKey(under, key) });
}

/** `undefined`: of a class that is not here, wrapped by another key, or damaged. */
export function unwrapForClass(classKeys: ClassKeys, value: Uint8Array): Buffer | undefined {
  const sealed = readClassKey(value);
  const under = sealed === undefined ? undefined : classKeys.get(sealed.protectionClass);
  return sealed === undefined || under === undefined ? undefined : unwrapKey(under, sealed.wrapped);
}
