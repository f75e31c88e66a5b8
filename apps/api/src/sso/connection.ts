import type { SsoSettings, SsoTest } from '@holdfast/contracts';

/** A connection as it is stored: settings that people sign in by, settings in preparation, and our own key pair. */
export interface Connection {
  readonly companyId: string;
  readonly id: string;
  readonly name: string;
  readonly live: SsoSettings | null;
  readonly draft: SsoSettings | null;
  readonly test: SsoTest | null;
  /** `verificationHash` of the draft that the test was made with. */
  readonly testedHash: string | null;
  readonly metadataReadAt: Date | null;
  /** PEM. */
  readonly ourCertificate: string;
  readonly ourKeySealed: Buffer;
}
