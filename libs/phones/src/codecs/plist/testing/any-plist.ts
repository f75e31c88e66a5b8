import fc from 'fast-check';
import { isDict } from '../plist-fields.js';
import { PlistReal, PlistUid, type PlistDict, type PlistValue } from '../plist-value.js';

/** What values a list may draw: XML has no references, and holds dates to the second. */
export interface AnyPlist {
  readonly forXml: boolean;
}

/** Property lists of every kind of value. */
export function anyPlist({ forXml }: AnyPlist): fc.Arbitrary<PlistValue> {
  const second = forXml ? 1000 : 1;
  const date = fc
    .integer({ min: Date.parse('1601-01-01'), max: Date.parse('4001-01-01') })
    .map((time) => new Date(Math.floor(time / second) * second));
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((one) => !forXml || isXmlText(one));
  const scalars: fc.Arbitrary<PlistValue>[] = [
    text,
    fc.boolean(),
    fc.bigInt({ min: -(2n ** 127n), max: 2n ** 127n - 1n }).map(asRead),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).map(asRead),
    fc.integer(),
    fc.double().map((value) => new PlistReal(value)),
    fc.uint8Array({ maxLength: 300 }),
    date,
  ];
  if (!forXml) scalars.push(fc.nat({ max: 2 ** 32 - 1 }).map((index) => new PlistUid(index)));
  const { value } = fc.letrec<{ value: PlistValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      ...scalars,
      fc.array(tie('value'), { maxLength: 20 }),
      fc.dictionary(text, tie('value'), { maxKeys: 20 }),
    ),
  }));
  return value;
}

/** Of a value what two of them are compared by: dictionaries as lists of pairs, whatever their prototype. */
export function comparable(value: PlistValue): unknown {
  if (Array.isArray(value)) return (value as readonly PlistValue[]).map(comparable);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (!isDict(value)) return value;
  return Object.entries(value as PlistDict).map(([key, member]) => [key, comparable(member)]);
}

function asRead(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

// eslint-disable-next-line no-control-regex -- these are what XML cannot hold
const isXmlText = (text: string): boolean => !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/u.test(text);
