/**
 * Numbers that follow from a seed and a label alone, the same on every machine (32-bit integer steps only; sfc32, after
 * PractRand). `below(n)`: a whole number from 0 to n-1. `unit()`: at least 0 and below 1. `pick(list)`: one of it.
 */
export function seededNumbers(seed, label) {
  let [a, b, c, counter] = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, hash(label), 1];
  const next = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let step = 0; step < 12; step++) next();
  return {
    unit: () => next() / 2 ** 32,
    below: (most) => Math.floor((next() / 2 ** 32) * most),
    pick: (list) => list[Math.floor((next() / 2 ** 32) * list.length)],
  };
}

/** FNV-1a. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}
