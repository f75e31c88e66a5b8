import type { CommandContext } from '../commands/command-context.js';
import { askSecret } from '../terminal/ask-secret.js';
import type { Output } from '../terminal/output.js';

/** How the person of an iPhone is asked about the password of its backups, while they are there. */
export interface PasswordTalk {
  /** The iPhone seals its backups with a password that nobody here knows. Undefined: they do not say it. */
  known(): Promise<string | undefined>;
  /** It has none, and its company wants one. Undefined: they do not agree. */
  fresh(isRequired: boolean): Promise<string | undefined>;
}

/** On the terminal; whoever is not at one is not asked. */
export function passwordTalk({ streams, signal }: CommandContext, output: Output): PasswordTalk {
  return {
    async known() {
      if (!streams.stdin.isTTY) return undefined;
      output.warning(
        'This iPhone seals its backups with a password that was set on it, in Finder or iTunes, perhaps years ago. It is not its\n' +
          'passcode. Without it the backup is whole, and nothing in it can be looked at.',
      );
      return askSecret(streams, 'Password of its backups (Enter: without): ', signal);
    },
    async fresh(isRequired) {
      if (!streams.stdin.isTTY) return undefined;
      output.warning(
        `Your company ${isRequired ? 'asks' : 'would like'} that this iPhone seals its backups: health, keychain and calls are only in those that it seals.\n` +
          'The password is the iPhone’s and holds for Finder and iTunes too. Holdfast keeps it with your backup, and nobody else sees it.',
      );
      const first = await askSecret(streams, 'New password (Enter: not now): ', signal);
      if (first === undefined) return undefined;
      if ((await askSecret(streams, 'Once more: ', signal)) === first) return first;
      output.warning('The two are not the same: nothing was changed.');
      return undefined;
    },
  };
}

/** The password of a snapshot that does not hold it, from whoever is at the terminal. Undefined: nobody says it. */
export async function snapshotPassword(
  { streams, signal }: CommandContext,
  output: Output,
): Promise<string | undefined> {
  if (!streams.stdin.isTTY) return undefined;
  output.warning(
    'The iPhone sealed this backup with the password that its backups had then. It is not its passcode.',
  );
  return askSecret(streams, 'Password of its backups: ', signal);
}
