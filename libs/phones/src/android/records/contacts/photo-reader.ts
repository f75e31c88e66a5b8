import type { Person } from '../../../records/contacts/person.js';
import { MOST_PHOTO_BYTES, photoOf, type Photo, type Photos } from '../../../records/contacts/photo.js';
import type { ContentShell } from '../content/content-shell.js';
import { concernsOne } from '../content/provider-fault.js';

/** Each is about a second on a phone. */
const MOST_PHOTOS = 500;

/**
 * Reads people's pictures where the phone lets the cable have them. AOSP's contacts provider does not offer them to
 * `content read`, so the first refusal ends the trying.
 */
export class PhotoReader implements Photos {
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
        if (size > MOST_PHOTO_BYTES) return undefined;
        pieces.push(Buffer.from(piece));
      }
      return photoOf(Buffer.concat(pieces));
    } catch (error) {
      if (!concernsOne(error)) throw error;
      this.left = 0;
      return undefined;
    }
  }
}
