import { describe, expect, it } from '@jest/globals';
import { qrPath } from './qr-path.js';

const ROW = /M(\d+) (\d+)h(\d+)v1h-\3z/g;

/** The dark modules of a path, painted row by row. */
const painted = ({ size, path }: { size: number; path: string }): string[] => {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => ' '));
  for (const [, x, y, run] of path.matchAll(ROW))
    for (let at = 0; at < Number(run); at += 1) (rows[Number(y)] as string[])[Number(x) + at] = '#';
  return rows.map((row) => row.join(''));
};

describe('a QR code as one path', () => {
  it('has the three corners by which a camera finds it, and nothing but runs of modules', () => {
    const code = qrPath('otpauth://totp/Holdfast:mira@example.com?secret=GEZDGNBVGY3TQOJQ&issuer=Holdfast');
    expect(code.path.replaceAll(ROW, '')).toBe('');
    const rows = painted(code);
    const corner = ['#######', '#     #', '# ### #', '# ### #', '# ### #', '#     #', '#######'];
    expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(corner);
    expect(rows.slice(0, 7).map((row) => row.slice(-7))).toEqual(corner);
    expect(rows.slice(-7).map((row) => row.slice(0, 7))).toEqual(corner);
    // Timing pattern (ISO/IEC 18004, 6.3.5): dark and light in turn between the corners.
    expect(rows[6]?.slice(8, -8)).toMatch(/^(# )*#$/);
  });

  it('is another one for another text', () => {
    expect(qrPath('one').path).not.toBe(qrPath('two').path);
  });
});
