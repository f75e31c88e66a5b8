import type { StateFolder } from './state-folder.js';

const FILE = 'backup-password.json';

/**
 * The password with which the phone seals its backups, as its keychain keeps it: across starts, and known to no computer.
 * Where there is one, lockdown says `WillEncrypt`.
 */
export class BackupPassword {
  private constructor(
    private readonly state: StateFolder,
    private current: string | undefined,
  ) {}

  /** As it was left; `first` is set where it was never decided on. */
  static async recall(state: StateFolder, first: string | undefined): Promise<BackupPassword> {
    const kept = (await state.readJson(FILE)) as { password: string | null } | undefined;
    return new BackupPassword(state, kept === undefined ? first : (kept.password ?? undefined));
  }

  get value(): string | undefined {
    return this.current;
  }

  /** `undefined`: backups are not sealed from now on. */
  async change(password: string | undefined): Promise<void> {
    this.current = password;
    await this.state.writeJson(FILE, { password: password ?? null });
  }
}
