import type { KeyRole, Recipient } from '@holdfast/storage';
import { addRecipient } from '@holdfast/storage';
import { Command, Option } from 'commander';
import { usage } from '../../faults/fault.js';
import { parsePublicKey, publicKeyText } from '../../standalone/key-file.js';
import { madeKey, madeRecoveryCode } from '../../standalone/made-secret.js';
import { readPasswordFile } from '../../standalone/secret-files.js';
import type { CommandContext } from '../command-context.js';
import { outputOf } from '../command-context.js';
import type { OutputFlags, RepositoryFlags } from '../shared-options.js';
import { withOutputOptions, withPlaceOptions } from '../shared-options.js';
import { atKeysPlace } from './keys-place.js';
import { recipientJson, roleText } from './recipient-text.js';

interface AddFlags extends RepositoryFlags, OutputFlags {
  readonly newPasswordFile?: string;
  readonly newRecoveryCodeFile?: string;
  readonly newKeyFile?: string;
  readonly publicKey?: string;
  readonly role?: KeyRole;
  readonly name?: string;
}

const KEY_ROLES: readonly KeyRole[] = ['employee', 'workstation', 'service', 'company'];

/** `holdfast keys add`: one more who may open the repository. */
export function keysAddCommand(context: CommandContext): Command {
  return withOutputOptions(
    withPlaceOptions(
      new Command('add')
        .summary('let one more open the repository')
        .description(
          'Adds a password, a recovery code or a key. It opens everything that is stored and all that will be; a key ' +
            'of the role "service" opens the newest epoch only, which is all that unattended backups need.',
        ),
    )
      .option('--new-password-file <file>', 'file whose content is the password to add')
      .option(
        '--new-recovery-code-file <file>',
        'make a recovery code and write its words there (mode 0600, never overwritten; one that is there is added)',
      )
      .option(
        '--new-key-file <file>',
        'make a key and write its private half there (mode 0600, never overwritten; one that is there is added)',
      )
      .option('--public-key <key>', "the public half of somebody's key, 32 bytes in base64")
      .addOption(new Option('--role <role>', 'whose key it is ("employee" if not said)').choices(KEY_ROLES))
      .option(
        '--name <name>',
        'what the key is called (its role if not said); whoever runs the location can read it',
      ),
  ).action(async (flags: AddFlags) => {
    const output = outputOf(context, flags);
    const { recipient, made, wasThere } = await newRecipient(flags);
    if (wasThere) output.note(`${made} is there already: what it holds is added.`);
    const added = await atKeysPlace(context, flags, (place) => addRecipient(place, recipient));
    const publicKey = recipient.kind === 'key' ? publicKeyText(recipient.publicKey) : null;
    output.document({ added: recipientJson(added), file: made ?? null, publicKey });
    output.summary(
      added.role === 'service'
        ? `Added ${added.id} (${roleText(added)}). It opens the newest epoch, whichever that is, and names and structure of everything.`
        : `Added ${added.id} (${roleText(added)}). It opens everything.`,
    );
    if (made === undefined) return;
    output.summary(
      recipient.kind === 'key'
        ? `The private key is in ${made}; open with --key-file. Whoever has that file opens what this recipient opens.`
        : `The recovery code is in ${made}: print it, then delete the file.`,
    );
  });
}

interface NewRecipient {
  readonly recipient: Recipient;
  /** The file that holds its secret. */
  readonly made?: string;
  readonly wasThere?: boolean;
}

async function newRecipient(flags: AddFlags): Promise<NewRecipient> {
  const { newPasswordFile, newRecoveryCodeFile, newKeyFile, publicKey } = flags;
  const given = [newPasswordFile, newRecoveryCodeFile, newKeyFile, publicKey].filter(
    (flag) => flag !== undefined,
  );
  if (given.length !== 1) {
    throw usage(
      given.length === 0 ? 'What is added?' : 'One is added at a time.',
      'Give one of --new-password-file, --new-recovery-code-file, --new-key-file and --public-key.',
    );
  }
  const isKey = newKeyFile !== undefined || publicKey !== undefined;
  if (!isKey && (flags.role !== undefined || flags.name !== undefined))
    throw usage('--role and --name are of a key.', 'Leave them out, or add a key.');
  if (newPasswordFile !== undefined)
    return { recipient: { kind: 'password', password: await readPasswordFile(newPasswordFile) } };
  if (newRecoveryCodeFile !== undefined) {
    const { secret, wasThere } = await madeRecoveryCode(newRecoveryCodeFile);
    return { recipient: { kind: 'recovery-code', words: secret }, made: newRecoveryCodeFile, wasThere };
  }
  const role = flags.role ?? 'employee';
  const named = { kind: 'key', role, name: flags.name ?? role } as const;
  if (publicKey !== undefined) return { recipient: { ...named, publicKey: parsePublicKey(publicKey) } };
  const { secret, wasThere } = await madeKey(newKeyFile!);
  return { recipient: { ...named, publicKey: secret.publicKey }, made: newKeyFile!, wasThere };
}
