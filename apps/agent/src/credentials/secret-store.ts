/** Where the secrets lie: in the keychain of the operating system, or in a file that only this OS user can read. */
export type KeyStore = 'keychain' | 'file';

/** One place for one text of at most 2 KiB (Windows keeps no more in one entry), replaced whole and durably. */
export interface SecretStore {
  readonly kind: KeyStore;
  /** undefined where there is none. */
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  remove(): Promise<void>;
}
