import { AC_COUNTS, AC_SYMBOLS, DC_COUNTS, DC_SYMBOLS, LUMINANCE, ZIGZAG } from './jpeg-tables.js';

/** Red, green and blue of a pixel, 0 to 255. */
export type Colour = readonly [number, number, number];

type Codes = ReadonlyMap<number, readonly [code: number, bits: number]>;

// Taken out of the global once: the loops below run millions of times.
const { abs, clz32, round } = Math;
const DC = codes(DC_COUNTS, DC_SYMBOLS);
const AC = codes(AC_COUNTS, AC_SYMBOLS);
const COSINES = Array.from({ length: 64 }, (_, at) => {
  const frequency = at >> 3;
  const scale = frequency === 0 ? Math.SQRT1_2 / 2 : 0.5;
  return scale * Math.cos(((2 * (at & 7) + 1) * frequency * Math.PI) / 16);
});

/**
 * A baseline JPEG of a picture given pixel by pixel (ITU-T T.81, 4:4:4, one table set for all components). Width and
 * height are multiples of 8. Written here so that the demo's photos can be looked at without a dependency.
 */
export function encodeJpeg(width: number, height: number, pixel: (x: number, y: number) => Colour): Buffer {
  const bits = new BitWriter();
  const before = [0, 0, 0];
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      const planes = [new Float64Array(64), new Float64Array(64), new Float64Array(64)] as const;
      for (let at = 0; at < 64; at += 1) {
        const [r, g, b] = pixel(left + (at & 7), top + (at >> 3));
        planes[0][at] = 0.299 * r + 0.587 * g + 0.114 * b - 128;
        planes[1][at] = -0.168736 * r - 0.331264 * g + 0.5 * b;
        planes[2][at] = 0.5 * r - 0.418688 * g - 0.081312 * b;
      }
      planes.forEach((plane, component) => {
        before[component] = writeBlock(bits, quantised(plane), before[component] ?? 0);
      });
    }
  }
  return Buffer.concat([head(width, height), bits.finish(), Buffer.from([0xff, 0xd9])]);
}

function quantised(plane: Float64Array): number[] {
  const rows = new Float64Array(64);
  for (let at = 0; at < 64; at += 1) {
    let sum = 0;
    for (let x = 0; x < 8; x += 1) sum += (plane[(at & 56) + x] ?? 0) * (COSINES[(at & 7) * 8 + x] ?? 0);
    rows[at] = sum;
  }
  return ZIGZAG.map((at) => {
    let sum = 0;
    for (let y = 0; y < 8; y += 1) sum += (rows[y * 8 + (at & 7)] ?? 0) * (COSINES[(at >> 3) * 8 + y] ?? 0);
    return round(sum / (LUMINANCE[at] ?? 1));
  });
}

function writeBlock(bits: BitWriter, block: readonly number[], before: number): number {
  const dc = block[0] ?? 0;
  writeValue(bits, DC, 0, dc - before);
  let zeros = 0;
  for (let at = 1; at < 64; at += 1) {
    const value = block[at] ?? 0;
    if (value === 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) writeSymbol(bits, AC, 0xf0);
    writeValue(bits, AC, zeros << 4, value);
    zeros = 0;
  }
  if (zeros > 0) writeSymbol(bits, AC, 0);
  return dc;
}

function writeValue(bits: BitWriter, table: Codes, high: number, value: number): void {
  const size = value === 0 ? 0 : 32 - clz32(abs(value));
  writeSymbol(bits, table, high | size);
  bits.write(value < 0 ? value + (1 << size) - 1 : value, size);
}

function writeSymbol(bits: BitWriter, table: Codes, symbol: number): void {
  const [code, length] = table.get(symbol) ?? [0, 0];
  bits.write(code, length);
}

function codes(counts: readonly number[], symbols: readonly number[]): Codes {
  const table = new Map<number, readonly [number, number]>();
  let code = 0;
  let at = 0;
  counts.forEach((count, index) => {
    for (let left = count; left > 0; left -= 1) table.set(symbols[at++] ?? 0, [code++, index + 1]);
    code <<= 1;
  });
  return table;
}

function head(width: number, height: number): Buffer {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  const segment = (marker: number, bytes: readonly number[]): number[] => {
    return [0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes];
  };
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xdb, [0, ...ZIGZAG.map((at) => LUMINANCE[at] ?? 1)]),
    ...segment(0xc0, [8, ...size, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]),
    ...segment(0xc4, [0x00, ...DC_COUNTS, ...DC_SYMBOLS]),
    ...segment(0xc4, [0x10, ...AC_COUNTS, ...AC_SYMBOLS]),
    ...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
  ]);
}

/** Bits to bytes, with the zero byte that must follow each 0xff. */
class BitWriter {
  private readonly bytes: number[] = [];
  private held = 0;
  private count = 0;

  write(value: number, length: number): void {
    for (let bit = length - 1; bit >= 0; bit -= 1) {
      this.held = (this.held << 1) | ((value >> bit) & 1);
      this.count += 1;
      if (this.count < 8) continue;
      this.bytes.push(this.held);
      if (this.held === 0xff) this.bytes.push(0);
      this.held = 0;
      this.count = 0;
    }
  }

  finish(): Buffer {
    while (this.count > 0) this.write(1, 1);
    return Buffer.from(this.bytes);
  }
}
