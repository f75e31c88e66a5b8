import type { Kept } from './kept.js';

const written = (text: string): string[] => {
  const bytes = Buffer.from(text, 'utf8');
  const base64 = bytes.toString('base64');
  // As it stands; as bytes that are read one by one; as PostgreSQL writes bytes; as JSON carries them. The letters of
  // base64 at both ends depend on what stands beside.
  return [
    text,
    bytes.toString('latin1'),
    bytes.toString('hex'),
    base64.slice(0, Math.floor(text.length / 3) * 4),
  ];
};

/** Where one of these texts stands, in whatever way it may be written: `files: IMG_0001.JPG`. */
export function found(canaries: readonly string[], kept: readonly Kept[]): string[] {
  return canaries.flatMap((canary) => {
    const ways = written(canary);
    return kept
      .filter(({ text }) => ways.some((way) => text.includes(way)))
      .map(({ where }) => `${where}: ${canary}`);
  });
}
