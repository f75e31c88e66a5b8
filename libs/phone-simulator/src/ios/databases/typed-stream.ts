/** A whole number as NSArchiver writes it: one byte, or two or four after a mark. */
function integer(value: number): Buffer {
  if (value < 0x80) return Buffer.from([value]);
  const bytes = Buffer.alloc(value < 0x8000 ? 3 : 5);
  bytes[0] = value < 0x8000 ? 0x81 : 0x82;
  if (value < 0x8000) bytes.writeUInt16LE(value, 1);
  else bytes.writeUInt32LE(value, 1);
  return bytes;
}

function word(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x84]), integer(text.length), Buffer.from(text, 'latin1')]);
}

/**
 * A mutable attributed string as `attributedBody` holds it ("typedstream", little-endian): the string, and one run of
 * attributes over all of it.
 */
export function typedStream(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const one = (...values: number[]): Buffer => Buffer.from(values);
  return Buffer.concat([
    Buffer.from('\x04\x0bstreamtyped', 'latin1'),
    one(0x81, 0xe8, 0x03),
    // The object, by a new word for its type; then its class with the classes above it.
    word('@'),
    one(0x84, 0x84),
    word('NSMutableAttributedString'),
    one(0x00, 0x84),
    word('NSAttributedString'),
    one(0x00, 0x84),
    word('NSObject'),
    one(0x00, 0x85),
    // Its string: the type by reference, and NSObject, the fourth that was numbered.
    one(0x92, 0x84, 0x84),
    word('NSMutableString'),
    one(0x01, 0x84),
    word('NSString'),
    one(0x01, 0x95),
    word('+'),
    integer(bytes.length),
    bytes,
    one(0x86),
    // One run: number 1, as long as the text is in UTF-16.
    word('iI'),
    one(0x01),
    integer(text.length),
    one(0x86),
  ]);
}
