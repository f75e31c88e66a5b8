import type { Person } from './person.js';

/** The largest picture that is written into a card. */
export const MOST_PHOTO_BYTES = 2 * 1024 * 1024;

/** A picture as its bytes say it is. */
export interface Photo {
  readonly type: 'jpeg' | 'png' | 'webp' | 'gif';
  readonly base64: string;
}

/** Where people's pictures are from. */
export interface Photos {
  of(person: Person): Promise<Photo | undefined>;
}

/** A picture of a kind that cards can hold. */
export function photoOf(bytes: Buffer): Photo | undefined {
  const type = typeOf(bytes);
  return type === undefined ? undefined : { type, base64: bytes.toString('base64') };
}

function typeOf(bytes: Buffer): Photo['type'] | undefined {
  const start = bytes.toString('latin1', 0, 12);
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (start.startsWith('\x89PNG')) return 'png';
  if (start.startsWith('GIF8')) return 'gif';
  return /^RIFF....WEBP/s.test(start) ? 'webp' : undefined;
}
