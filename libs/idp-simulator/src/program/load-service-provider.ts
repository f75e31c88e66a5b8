import { readFile } from 'node:fs/promises';
import { readSpMetadata } from '../metadata/sp-metadata.js';
import { UnreadableMessage } from '../xml/read-xml.js';
import { Refused, requireLoopback } from './loopback.js';
import { requireLocal, type ServiceProvider } from './service-provider.js';

const MAX_BYTES = 500_000;

const fetched = async (url: URL): Promise<string> => {
  // A redirect could leave this computer, so none is followed.
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`it answered ${String(answer.status)}`);
  return answer.text();
};

/** The service provider of metadata at an address of this computer, or in a file. @throws Refused */
export const loadServiceProvider = async (from: string): Promise<ServiceProvider> => {
  const url = /^[a-z]+:\/\//i.test(from) ? requireLoopback('The address of the metadata', from) : undefined;
  let xml: string;
  try {
    xml = url ? await fetched(url) : await readFile(from, 'utf8');
  } catch (error) {
    throw new Refused(
      `The service provider's metadata cannot be read from ${from}: ${(error as Error).message}.`,
    );
  }
  if (xml.length > MAX_BYTES) throw new Refused(`What ${from} holds is too long for metadata.`);
  try {
    return requireLocal(readSpMetadata(xml));
  } catch (error) {
    if (error instanceof UnreadableMessage) throw new Refused(`${from}: ${error.message}`);
    throw error;
  }
};
