import { encodeJpeg, type Colour } from './jpeg.js';
import { seeded } from './seeded.js';

const WIDTH = 480;
const HEIGHT = 360;
const SUN: Colour = [250, 225, 120];

/** A small landscape (sky, sun, hills), different for each label, as a photo of about `bytes` bytes. */
export function photo(seed: number, label: string, bytes: number): Buffer {
  const random = seeded(seed, label);
  const sunX = 60 + random.below(360);
  const sunY = 45 + random.below(105);
  const sunSize = (18 + random.below(22)) ** 2;
  const tint = random.below(90);
  const grain = Array.from(random.bytes(4096), (value) => value / 32 - 4);
  const hills = [0, 1, 2].map((hill) => {
    const phase = random.below(628) / 100;
    return Array.from(
      { length: WIDTH },
      (_, x) => 190 + hill * 50 + 22 * Math.sin(x / (52 - hill * 9) + phase),
    );
  });
  const greens = hills.map((_, hill): Colour => [40 + tint / 2, 70 + hill * 40, 60]);
  const colour = (x: number, y: number): Colour => {
    for (let hill = 2; hill >= 0; hill -= 1) if (y > (hills[hill]?.[x] ?? 0)) return greens[hill] ?? SUN;
    if ((x - sunX) * (x - sunX) + (y - sunY) * (y - sunY) < sunSize) return SUN;
    return [90 + tint + y / 4, 140 + y / 4, 235 - y / 4];
  };
  const picture = encodeJpeg(WIDTH, HEIGHT, (x, y): Colour => {
    const noise = grain[(x * 31 + y * 57) & 4095] ?? 0;
    const [r, g, b] = colour(x, y);
    return [clamp(r + noise), clamp(g + noise), clamp(b + noise)];
  });
  // As in a phone's motion photo, more data follows the picture's end: viewers show the picture and ignore the rest.
  return Buffer.concat([picture, random.bytes(bytes > picture.length ? bytes - picture.length : 0)]);
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
