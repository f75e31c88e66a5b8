import { DomainError } from '../../problems/index.js';
import { MOST_BYTES } from './read-file.js';

const tooLarge = (): DomainError =>
  new DomainError(
    'too-large',
    `An inventory has at most ${String(MOST_BYTES / 1024 / 1024)} MB. Nothing was changed: leave columns out that are not read.`,
  );

/**
 * A body as text, part by part: it is never in memory as a whole. UTF-8 with or without its mark; another encoding would
 * garble names, so it is refused. @throws DomainError `file-refused`, `too-large`
 */
export async function* sentText(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  try {
    for await (const part of body) {
      size += part.length;
      if (size > MOST_BYTES) throw tooLarge();
      yield decoder.decode(part, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new DomainError(
      'file-refused',
      'The file is not UTF-8: save it as “CSV UTF-8”. Nothing was changed.',
    );
  }
}
