import type { ContentShell } from '../content/content-shell.js';
import { concernsOne } from '../content/provider-fault.js';
import type { Person } from './person.js';

const MOST_BYTES = 2 * 1024 * 1024;
/** Each is about a second on a phone. */
const MOST_PHOTOS = 500;

/** A picture as its bytes say it is. */
export interface Photo {
  readonly type: 'jpeg' | 'png' | 'webp' | 'gif';
  readonly base64: string;
}

/**
 * Reads people's pictures where the phone lets the cable have them. AOSP's contacts provider does not offer them to
 * `content read`, so the first refusal ends the trying.
 */
export class PhotoReader {
  private left = MOST_PHOTOS;

  constructor(
    private readonly shell: ContentShell,
    private readonly signal?: AbortSignal,
  ) {}

  async of(person: Person): Promise<Photo | undefined> {
    if (person.own('photo_id') === '' || this.left <= 0) return undefined;
    this.left -= 1;
    try {
      const pieces: Buffer[] = [];
      let size = 0;
      const uri = `content://com.android.contacts/contacts/${person.id}/display_photo`;
      for await (const piece of this.shell.read(uri, this.signal)) {
        size += piece.length;
        if (size > MOST_BYTES) return undefined;
        pieces.push(Buffer.from(piece));
      }
      const bytes = Buffer.concat(pieces);
      const type = typeOf(bytes);
      return type === undefined ? undefined : { type, base64: bytes.toString('base64') };
    } catch (error) {
      if (!concernsOne(error)) throw error;
      this.left = 0;
      return undefined;
    }
  }
}

function typeOf(bytes: Buffer): Photo['type'] | undefined {
  const start = bytes.toString('latin1', 0, 12);
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (start.startsWith('\x89PNG')) return 'png';
  if (start.startsWith('GIF8')) return 'gif';
  return /^RIFF....WEBP/s.test(start) ? 'webp' : undefined;
}
