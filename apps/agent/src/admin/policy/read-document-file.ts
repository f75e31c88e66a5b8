import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { POLICY_DOCUMENT_LIMIT } from '@holdfast/contracts';
import { usage } from '../../faults/fault.js';

/** A document of policies from a file, never more of it than a document may have. @throws Fault `usage` */
export async function readDocumentFile(path: string): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (!file)
    throw usage(`There is no file ${path}.`, 'Give a document as "holdfast-admin policy export" writes it.');
  try {
    if (!(await file.stat()).isFile()) throw usage(`${path} is no file.`);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(POLICY_DOCUMENT_LIMIT + 1) });
    if (bytesRead > POLICY_DOCUMENT_LIMIT)
      throw usage(`${path} has more than 256 kB, which no document has.`);
    const bytes = buffer.subarray(0, bytesRead);
    if (!isUtf8(bytes)) throw usage(`${path} is not UTF-8 text.`);
    return new TextDecoder().decode(bytes);
  } finally {
    await file.close();
  }
}
