/** The most that is followed of what refers to itself. */
const MOST_DEPTH = 32;
/** Objects, classes and words that later parts refer to. */
const MOST_SHARED = 10_000;

const SIGNATURE = Buffer.from('\x04\x0bstreamtyped', 'latin1');
const NEW = 0x84;
const NONE = 0x85;
const END = 0x86;
/** Beyond this, a byte refers to something before: the first is 0x92. */
const FIRST_REFERENCE = 0x92;

/**
 * The text of an attributed string that Apple's NSArchiver wrote (`attributedBody`): little-endian "typedstream". Its first
 * object is the attributed string, whose first value is the string; nothing after that is read. `undefined` for anything
 * else, whatever is in it. Format: python-typedstream's documentation; no real message has been seen.
 */
export function attributedText(bytes: Uint8Array): string | undefined {
  try {
    return new TypedStream(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).text();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type Class = { readonly name: string; readonly above: Class | undefined };

/** Reads as far as the first string. Whatever is not as it should be is a `RangeError`. */
class TypedStream {
  private at = 0;
  private readonly words: string[] = [];
  /** Classes by the number by which they are referred to; an object takes a number as well. */
  private readonly shared: (Class | undefined)[] = [];

  constructor(private readonly bytes: Buffer) {}

  text(): string | undefined {
    if (!this.take(SIGNATURE.length).equals(SIGNATURE)) return undefined;
    this.integer();
    return this.value(0);
  }

  /** The string of a value that is one, or that holds one as its first. */
  private value(depth: number): string | undefined {
    if (depth > MOST_DEPTH) throw new RangeError('too deep');
    const encoding = this.word();
    if (encoding === '+') return this.take(this.integer()).toString('utf8');
    if (encoding !== '@') return undefined;
    if (this.byte() !== NEW) return undefined;
    this.share(undefined);
    const kind = this.class(0);
    if (kind === undefined) return undefined;
    const text = this.value(depth + 1);
    return this.bytes[this.at] === END || !isString(kind) ? text : undefined;
  }

  private class(depth: number): Class | undefined {
    if (depth > MOST_DEPTH) throw new RangeError('too deep');
    const head = this.byte();
    if (head === NONE) return undefined;
    if (head !== NEW) return this.shared[head - FIRST_REFERENCE];
    const name = this.word();
    this.integer();
    const place = this.share(undefined);
    const made: Class = { name: name ?? '', above: this.class(depth + 1) };
    this.shared[place] = made;
    return made;
  }

  private word(): string | undefined {
    const head = this.byte();
    if (head === NONE) return undefined;
    if (head !== NEW) return this.words[head - FIRST_REFERENCE];
    const word = this.take(this.integer()).toString('latin1');
    if (this.words.push(word) > MOST_SHARED) throw new RangeError('too many words');
    return word;
  }

  private share(what: Class | undefined): number {
    if (this.shared.push(what) > MOST_SHARED) throw new RangeError('too many objects');
    return this.shared.length - 1;
  }

  /** One byte, or two or four after a mark. */
  private integer(): number {
    const head = this.byte();
    if (head === 0x81) return this.take(2).readUInt16LE();
    if (head === 0x82) return this.take(4).readUInt32LE();
    return head;
  }

  private byte(): number {
    return this.take(1).readUInt8();
  }

  private take(length: number): Buffer {
    if (length > this.bytes.length - this.at) throw new RangeError('it ends too soon');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

function isString(kind: Class): boolean {
  for (
    let one: Class | undefined = kind, left = MOST_DEPTH;
    one !== undefined && left > 0;
    one = one.above, left -= 1
  ) {
    if (one.name === 'NSString') return true;
  }
  return false;
}
