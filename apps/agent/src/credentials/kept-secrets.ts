import { Fault } from '../faults/fault.js';
import { AgentSecrets } from './agent-secrets.js';
import { withGrantLock } from './grant-lock.js';
import type { SecretStore } from './secret-store.js';

/** The secrets of one state folder: read whole, changed whole, by one process at a time. */
export class KeptSecrets {
  constructor(
    readonly stateFolder: string,
    readonly store: SecretStore,
  ) {}

  /** undefined where there are none. @throws Fault `internal` where they are not what this program wrote */
  async read(): Promise<AgentSecrets | undefined> {
    const text = await this.store.read();
    if (text === undefined) return undefined;
    const parsed = AgentSecrets.safeParse(parsedJson(text));
    if (parsed.success) return parsed.data;
    throw new Fault('internal', {
      what: `What is kept in the ${nameOf(this.store)} as the secrets of this enrolment is not what Holdfast wrote there.`,
      holds: 'It was left as it is; backups are untouched.',
      next: 'Run "holdfast unenrol --yes", enrol this workstation again, and bring your repository in with your recovery code.',
    });
  }

  /**
   * `change` sees what is kept now and answers what is to be kept, or the same object for no change. It calls
   * `proveWritable` before it uses up a token: a full disk or a locked keychain must show before that.
   */
  change<T extends AgentSecrets | undefined>(
    change: (now: AgentSecrets | undefined, proveWritable: () => Promise<void>) => Promise<T>,
  ): Promise<T> {
    return withGrantLock(this.stateFolder, async () => {
      const now = await this.read();
      const next = await change(now, async () => {
        if (now) await this.write(now);
      });
      if (next && next !== now) await this.write(next);
      return next;
    });
  }

  /** The same secrets in another place, and no longer in this one. */
  moveTo(store: SecretStore): Promise<KeptSecrets> {
    return withGrantLock(this.stateFolder, async () => {
      const now = await this.read();
      const moved = new KeptSecrets(this.stateFolder, store);
      if (now) await moved.write(now);
      if (now) await this.store.remove();
      return moved;
    });
  }

  /** Nothing is kept any more. */
  forget(): Promise<void> {
    return withGrantLock(this.stateFolder, () => this.store.remove());
  }

  private write(secrets: AgentSecrets): Promise<void> {
    return this.store.write(JSON.stringify(AgentSecrets.parse(secrets)));
  }
}

const nameOf = ({ kind }: SecretStore): string => (kind === 'keychain' ? 'keychain' : 'state folder');

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
