import { UnreadableMessage } from '../xml/read-xml.js';
import type { ServiceProvider } from './service-provider.js';

/** Reads a message that one of the service provider's keys has to have signed, if it has any. @throws UnreadableMessage */
export const readSigned = <T>(sp: ServiceProvider, read: (certificate?: string) => T): T => {
  if (sp.signing.length === 0) return read();
  let why: unknown;
  for (const certificate of sp.signing) {
    try {
      return read(certificate);
    } catch (error) {
      if (!(error instanceof UnreadableMessage)) throw error;
      why = error;
    }
  }
  throw why;
};
