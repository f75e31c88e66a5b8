/** Order of a block's coefficients in the stream (ITU-T T.81, figure 5). */
export const ZIGZAG: readonly number[] = zigzag();

/** Quantisation for luminance and chrominance (T.81, annex K.1), in natural order. */
export const LUMINANCE: readonly number[] = numbers(
  '16 11 10 16 24 40 51 61 12 12 14 19 26 58 60 55 14 13 16 24 40 57 69 56 14 17 22 29 51 87 80 62 ' +
    '18 22 37 56 68 109 103 77 24 35 55 64 81 104 113 92 49 64 78 87 103 121 120 101 72 92 95 98 112 100 103 99',
);

/** Huffman tables (T.81, annex K.3): how many codes of each length 1 to 16, then the symbols in order. */
export const DC_COUNTS = numbers('0 1 5 1 1 1 1 1 1 0 0 0 0 0 0 0');
export const DC_SYMBOLS = numbers('0 1 2 3 4 5 6 7 8 9 10 11');
export const AC_COUNTS = numbers('0 2 1 3 3 2 4 3 5 5 4 4 0 0 1 125');
export const AC_SYMBOLS: readonly number[] = [
  ...Buffer.from(
    '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a' +
      '434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8' +
      'a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
    'hex',
  ),
];

function numbers(text: string): readonly number[] {
  return text.split(' ').map(Number);
}

function zigzag(): number[] {
  const order: number[] = [];
  for (let diagonal = 0; diagonal < 15; diagonal += 1) {
    const cells: number[] = [];
    for (let y = Math.max(0, diagonal - 7); y <= Math.min(7, diagonal); y += 1)
      cells.push(y * 8 + diagonal - y);
    order.push(...(diagonal % 2 === 0 ? cells.reverse() : cells));
  }
  return order;
}
