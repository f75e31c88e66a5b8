import { PlistError } from './plist-error.js';
import { APPLE_EPOCH_SECONDS } from './read-binary-plist.js';
import { PlistReal, PlistUid, type PlistDict, type PlistValue } from './plist-value.js';

/**
 * Writes `bplist00`. Equal texts are written once. Negative integers take eight bytes, those above 2^63 sixteen, as
 * CoreFoundation writes them. @throws PlistError for what the format cannot hold
 */
export function writeBinaryPlist(value: PlistValue): Uint8Array {
  return new BinaryWriter().write(value);
}

/** An object whose members are known, waiting for how many bytes a reference has. */
type Planned = Buffer | { readonly marker: Buffer; readonly members: readonly number[] };

class BinaryWriter {
  private readonly objects: Planned[] = [];
  private readonly texts = new Map<string, number>();

  write(value: PlistValue): Uint8Array {
    const top = this.add(value);
    const referenceBytes = bytesFor(this.objects.length - 1);
    const parts: Buffer[] = [Buffer.from('bplist00')];
    const offsets: number[] = [];
    let at = 8;
    for (const planned of this.objects) {
      const bytes = Buffer.isBuffer(planned)
        ? planned
        : Buffer.concat([planned.marker, numbers(planned.members, referenceBytes)]);
      offsets.push(at);
      parts.push(bytes);
      at += bytes.length;
    }
    const offsetBytes = bytesFor(at);
    const trailer = Buffer.alloc(32);
    trailer.writeUInt8(offsetBytes, 6);
    trailer.writeUInt8(referenceBytes, 7);
    trailer.writeBigUInt64BE(BigInt(this.objects.length), 8);
    trailer.writeBigUInt64BE(BigInt(top), 16);
    trailer.writeBigUInt64BE(BigInt(at), 24);
    return Buffer.concat([...parts, numbers(offsets, offsetBytes), trailer]);
  }

  private add(value: PlistValue): number {
    if (typeof value === 'string') return this.addText(value);
    const number = this.objects.push(Buffer.alloc(0)) - 1;
    this.objects[number] = this.planned(value);
    return number;
  }

  private addText(text: string): number {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const number = this.objects.push(textObject(text)) - 1;
    this.texts.set(text, number);
    return number;
  }

  private planned(value: Exclude<PlistValue, string>): Planned {
    if (typeof value === 'boolean') return Buffer.of(value ? 0x09 : 0x08);
    if (typeof value === 'bigint') return integerObject(value);
    if (typeof value === 'number')
      return Number.isSafeInteger(value) ? integerObject(BigInt(value)) : realObject(value);
    if (value instanceof PlistReal) return realObject(value.value);
    if (value instanceof Date) return withDouble(0x33, value.getTime() / 1000 - APPLE_EPOCH_SECONDS);
    if (value instanceof PlistUid) return uidObject(value.index);
    if (value instanceof Uint8Array) return Buffer.concat([marker(0x4, value.length), value]);
    if (Array.isArray(value)) {
      const members = (value as readonly PlistValue[]).map((member) => this.add(member));
      return { marker: marker(0xa, members.length), members };
    }
    const entries = Object.entries(value as PlistDict);
    const keys = entries.map(([key]) => this.addText(key));
    return {
      marker: marker(0xd, keys.length),
      members: [...keys, ...entries.map(([, member]) => this.add(member))],
    };
  }
}

function textObject(text: string): Buffer {
  if (/^[\0-\x7f]*$/.test(text))
    return Buffer.concat([marker(0x5, text.length), Buffer.from(text, 'latin1')]);
  return Buffer.concat([marker(0x6, text.length), Buffer.from(text, 'utf16le').swap16()]);
}

function integerObject(value: bigint): Buffer {
  if (value < 0n || value >= 2n ** 32n) {
    if (value >= -(2n ** 63n) && value < 2n ** 63n) {
      const bytes = Buffer.alloc(9, 0x13);
      bytes.writeBigInt64BE(value, 1);
      return bytes;
    }
    if (value < -(2n ** 127n) || value >= 2n ** 127n)
      throw new PlistError('An integer has more than 128 bits.');
    const bytes = Buffer.alloc(17, 0x14);
    bytes.writeBigInt64BE(value >> 64n, 1);
    bytes.writeBigUInt64BE(BigInt.asUintN(64, value), 9);
    return bytes;
  }
  const size = value < 0x100n ? 1 : value < 0x10000n ? 2 : 4;
  const bytes = Buffer.alloc(1 + size, 0x10 | Math.log2(size));
  bytes.writeUIntBE(Number(value), 1, size);
  return bytes;
}

const realObject = (value: number): Buffer => withDouble(0x23, value);

function withDouble(first: number, value: number): Buffer {
  const bytes = Buffer.alloc(9, first);
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function uidObject(index: number): Buffer {
  const size = bytesFor(index);
  return Buffer.concat([Buffer.of(0x80 | (size - 1)), numbers([index], size)]);
}

function marker(kind: number, count: number): Buffer {
  if (count < 0x0f) return Buffer.of((kind << 4) | count);
  return Buffer.concat([Buffer.of((kind << 4) | 0x0f), integerObject(BigInt(count))]);
}

function bytesFor(most: number): number {
  return most < 0x100 ? 1 : most < 0x10000 ? 2 : most < 0x1_0000_0000 ? 4 : 8;
}

function numbers(all: readonly number[], size: number): Buffer {
  const bytes = Buffer.alloc(all.length * size);
  for (const [i, number] of all.entries()) {
    if (size === 8) bytes.writeBigUInt64BE(BigInt(number), i * 8);
    else bytes.writeUIntBE(number, i * size, size);
  }
  return bytes;
}
