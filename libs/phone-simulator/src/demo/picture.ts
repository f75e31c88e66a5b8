import { encodeJpeg, type Colour } from './jpeg.js';
import { seeded } from './seeded.js';

const WIDTH = 640;
const HEIGHT = 480;

/** A small landscape (sky, sun, hills), different for each label, as a photo of about `bytes` bytes. */
export function photo(seed: number, label: string, bytes: number): Buffer {
  const random = seeded(seed, label);
  const sun = { x: 80 + random.below(480), y: 60 + random.below(140), r: 25 + random.below(30) };
  const phases = [0, 1, 2].map(() => random.below(628) / 100);
  const tint = random.below(90);
  const grain = random.bytes(4096);
  const picture = encodeJpeg(WIDTH, HEIGHT, (x, y): Colour => {
    const noise = (grain[(x * 31 + y * 57) & 4095] ?? 0) / 32 - 4;
    for (let hill = 2; hill >= 0; hill -= 1) {
      const line = 250 + hill * 65 + 30 * Math.sin(x / (70 - hill * 12) + (phases[hill] ?? 0));
      if (y > line) return shade([40 + tint / 2, 70 + hill * 40, 60], noise);
    }
    if (Math.hypot(x - sun.x, y - sun.y) < sun.r) return shade([250, 225, 120], noise);
    return shade([90 + tint + y / 4, 140 + y / 5, 235 - y / 5], noise);
  });
  // As in a phone's motion photo, more data follows the picture's end: viewers show the picture and ignore the rest.
  return Buffer.concat([picture, random.bytes(Math.max(0, bytes - picture.length))]);
}

function shade([r, g, b]: Colour, noise: number): Colour {
  return [r + noise, g + noise, b + noise].map((value) =>
    Math.min(255, Math.max(0, value)),
  ) as unknown as Colour;
}
