import { PlistBudget, type PlistLimits } from './plist-limits.js';
import { PlistError } from './plist-error.js';
import { plistInteger } from './plist-integer.js';
import { PlistReal, PlistUid, type PlistDict, type PlistValue } from './plist-value.js';

const TRAILER_BYTES = 32;
/** Seconds from 1970 to 2001, where Apple's dates begin. */
export const APPLE_EPOCH_SECONDS = 978_307_200;

/**
 * Reads `bplist00`: objects, a table of their offsets, and a trailer (CFBinaryPList.c). A list that holds itself, that names
 * more than the limits allow by naming the same again, or whose texts and data overlap is refused. What it names twice is
 * read once, so that no list takes more memory than its bytes and the limit of values allow. @throws PlistError
 */
export function readBinaryPlist(bytes: Uint8Array, limits?: PlistLimits): PlistValue {
  return new BinaryReader(bytes, limits).read();
}

class BinaryReader {
  private readonly view: DataView;
  private readonly buffer: Buffer;
  private readonly budget: PlistBudget;
  /** Lists that are being read: one of them inside itself is a circle. */
  private readonly open = new Set<number>();
  /** Texts and data by where they begin. */
  private readonly known = new Map<number, string | Uint8Array>();
  /** Bytes of texts and data that are not read yet: no two of them share one. */
  private unread: number;
  private readonly offsetBytes: number;
  private readonly referenceBytes: number;
  private readonly count: number;
  private readonly table: number;
  private readonly top: number;

  constructor(bytes: Uint8Array, limits: PlistLimits | undefined) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.budget = new PlistBudget(limits);
    if (bytes.length < 8 + TRAILER_BYTES) throw damaged();
    const trailer = bytes.length - TRAILER_BYTES;
    this.offsetBytes = this.view.getUint8(trailer + 6);
    this.referenceBytes = this.view.getUint8(trailer + 7);
    this.count = this.smallNumber(trailer + 8);
    this.top = this.smallNumber(trailer + 16);
    this.table = this.smallNumber(trailer + 24);
    const isSized = [this.offsetBytes, this.referenceBytes].every((size) => size >= 1 && size <= 8);
    if (!isSized || this.top >= this.count) throw damaged();
    if (this.table < 8 || this.count > (trailer - this.table) / this.offsetBytes) throw damaged();
    this.unread = this.table;
  }

  read(): PlistValue {
    this.budget.take();
    return this.object(this.top);
  }

  private object(number: number): PlistValue {
    if (number >= this.count) throw damaged();
    const at = this.uint(this.table + number * this.offsetBytes, this.offsetBytes);
    if (at < 8 || at >= this.table) throw damaged();
    const marker = this.view.getUint8(at);
    const low = marker & 0x0f;
    switch (marker >> 4) {
      case 0x0:
        return simple(low);
      case 0x1:
        return this.integer(at + 1, 1 << low);
      case 0x2:
        return this.real(at + 1, low);
      case 0x3:
        return this.date(at + 1, low);
      case 0x4:
        return this.once(at, () => Uint8Array.from(this.sized(at, low, 1)));
      case 0x5:
        return this.once(at, () => this.sized(at, low, 1).toString('latin1'));
      case 0x6:
        return this.once(at, () => utf16(this.sized(at, low, 2)));
      case 0x8:
        return new PlistUid(this.uint(this.within(at + 1, low + 1), low + 1));
      case 0xa:
      case 0xb:
      case 0xc:
        return this.inside(number, () => this.references(at, low, 1).map((one) => this.object(one)));
      case 0xd:
        return this.inside(number, () => this.dictionary(at, low));
      default:
        throw damaged();
    }
  }

  private once(at: number, read: () => string | Uint8Array): string | Uint8Array {
    const known = this.known.get(at);
    if (known !== undefined) return known;
    const value = read();
    this.known.set(at, value);
    return value;
  }

  private inside<T>(number: number, read: () => T): T {
    if (this.open.has(number)) throw new PlistError('The property list holds itself.');
    this.open.add(number);
    this.budget.enter();
    const value = read();
    this.budget.leave();
    this.open.delete(number);
    return value;
  }

  private dictionary(at: number, low: number): PlistDict {
    const all = this.references(at, low, 2);
    const count = all.length / 2;
    const dictionary: Record<string, PlistValue> = Object.create(null) as Record<string, PlistValue>;
    for (let i = 0; i < count; i++) {
      const key = this.object(all[i]!);
      if (typeof key !== 'string') throw damaged();
      dictionary[key] = this.object(all[count + i]!);
    }
    return dictionary;
  }

  /** Numbers of the objects in a list; `each`: how many a member has. */
  private references(at: number, low: number, each: number): number[] {
    const [count, from] = this.length(at, low);
    const numbers = count * each;
    this.within(from, numbers * this.referenceBytes);
    this.budget.take(numbers);
    const all: number[] = [];
    const size = this.referenceBytes;
    for (let i = 0; i < numbers; i++) all.push(this.uint(from + i * size, size));
    return all;
  }

  private sized(at: number, low: number, each: number): Buffer {
    const [count, from] = this.length(at, low);
    this.within(from, count * each);
    if ((this.unread -= count * each) < 0) throw damaged();
    return this.buffer.subarray(from, from + count * each);
  }

  /** The count of a marker, in its low bits or as an integer after it, and where what is counted begins. */
  private length(at: number, low: number): [count: number, from: number] {
    if (low !== 0x0f) return [low, at + 1];
    const marker = this.view.getUint8(this.within(at + 1, 1));
    if (marker >> 4 !== 1 || (marker & 0x0f) > 3) throw damaged();
    const size = 1 << (marker & 0x0f);
    return [this.uint(this.within(at + 2, size), size), at + 2 + size];
  }

  /** Of 1, 2 and 4 bytes without a sign, of 8 with one; 16 bytes are two's complement (CFBinaryPList.c). */
  private integer(at: number, size: number): number | bigint {
    this.within(at, size);
    if (size <= 4) return this.uint(at, size);
    if (size === 8) return plistInteger(this.view.getBigInt64(at));
    if (size === 16) return plistInteger((this.view.getBigInt64(at) << 64n) | this.view.getBigUint64(at + 8));
    throw damaged();
  }

  private real(at: number, low: number): PlistReal {
    if (low === 3) return new PlistReal(this.double(at));
    if (low === 2) return new PlistReal(this.view.getFloat32(this.within(at, 4)));
    throw damaged();
  }

  private date(at: number, low: number): Date {
    // A double holds no moment exactly: the nearest millisecond is the one that was written.
    const moment = new Date(Math.round((this.double(at) + APPLE_EPOCH_SECONDS) * 1000));
    if (low !== 3 || Number.isNaN(moment.getTime())) throw damaged();
    return moment;
  }

  private double(at: number): number {
    return this.view.getFloat64(this.within(at, 8));
  }

  private uint(at: number, size: number): number {
    if (size === 1) return this.buffer[at]!;
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + this.view.getUint8(at + i);
    if (!Number.isSafeInteger(value)) throw damaged();
    return value;
  }

  private smallNumber(at: number): number {
    return this.uint(at, 8);
  }

  /** All objects lie before the table of their offsets. */
  private within(at: number, length: number): number {
    if (length > this.table - at) throw damaged();
    return at;
  }
}

function simple(low: number): boolean | string {
  if (low === 8) return false;
  if (low === 9) return true;
  // Null, which only archives of other programs hold: the same text as NSKeyedArchiver writes for it.
  if (low === 0) return '$null';
  throw damaged();
}

const utf16 = (bytes: Buffer): string => Buffer.from(bytes).swap16().toString('utf16le');

const damaged = (): PlistError => new PlistError('The binary property list is damaged.');
