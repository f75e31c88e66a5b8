/** Cuts text to so many columns, counting East Asian wide and emoji characters as two, and never through one. */
export function cutToWidth(text: string, columns: number): string {
  let width = 0;
  let cut = '';
  for (const character of text) {
    const own = WIDE.test(character) ? 2 : /\p{M}/u.test(character) ? 0 : 1;
    if (width + own > columns) return cut;
    width += own;
    cut += character;
  }
  return cut;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
