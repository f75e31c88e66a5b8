import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { EffectivePolicy } from '@holdfast/contracts';
import { keyFingerprint } from '@holdfast/storage';
import type { Location } from '@holdfast/storage';
import { addRecipient, listRecipients, removeRecipient, StorageError } from '@holdfast/storage';
import { z } from 'zod';
import { JsonFile } from '../state/json-file.js';
import type { ControlPlane } from './control-plane.js';
import type { EnrolmentRecord } from './enrolment-file.js';
import type { Enrolment } from './enrolment.js';
import { openedHere, ownInterim } from './interim-place.js';
import { managedPlace, ownKey } from './managed-repository.js';
import { RepositoryPins } from './repository-pins.js';

/** Whom the company's wrap is to: nobody, a key, or whoever it is to now. */
export type CompanyWrap =
  { readonly to: 'nobody' | 'as-it-is' } | { readonly to: 'key'; readonly publicKey: Uint8Array };

/**
 * Whom the company's wrap is to be to: nobody where the policy says `none`, or where the employee read that there is no key; the
 * company's key only where its fingerprint, computed here, stood in the statement that they acknowledged on this workstation.
 */
export function companyWrapOf(
  { policy, companyKey }: Pick<EffectivePolicy, 'policy' | 'companyKey'>,
  accepted: EnrolmentRecord['acceptedNotice'],
): CompanyWrap {
  if (policy.privacy.companyKey === 'none') return { to: 'nobody' };
  if (accepted === null) return { to: 'as-it-is' };
  if (accepted.companyKey === null) return { to: 'nobody' };
  const publicKey = new Uint8Array(Buffer.from(companyKey?.publicKey ?? '', 'base64'));
  const isRead = publicKey.length === 32 && keyFingerprint(publicKey) === accepted.companyKey;
  return isRead ? { to: 'key', publicKey } : { to: 'as-it-is' };
}

const Done = z.object({ format: z.literal(1), repositoryId: z.uuid(), to: z.string() });

/** The company's wrap of a workstation's repositories: brought to what it is to be, and nothing read when it was before. */
export class CompanyWraps {
  private readonly file: JsonFile<typeof Done>;
  private readonly pins: RepositoryPins;

  constructor(stateFolder: string) {
    this.file = new JsonFile(join(stateFolder, 'company-wrap.json'), Done);
    this.pins = new RepositoryPins(stateFolder);
  }

  /** Answers what changed, for people; undefined: nothing. @throws Fault `refused`; StorageError, ProblemError, ControlPlaneUnreachable */
  async keep(
    plane: ControlPlane,
    enrolment: Enrolment,
    policy: EffectivePolicy,
    accepted: EnrolmentRecord['acceptedNotice'],
    repositoryId: string | null,
  ): Promise<string | undefined> {
    const wrap = companyWrapOf(policy, accepted);
    if (repositoryId === null || wrap.to === 'as-it-is') return undefined;
    const done = {
      format: 1,
      repositoryId,
      to: wrap.to === 'key' ? keyFingerprint(wrap.publicKey) : 'nobody',
    } as const;
    const before = await this.file.read();
    if (before?.repositoryId === repositoryId && before.to === done.to) return undefined;
    const place = await managedPlace(plane);
    const written = await openedHere(place, enrolment);
    const others = (await ownInterim(place, enrolment)).filter(
      ({ repositoryId: id }) => id !== written.repositoryId,
    );
    const changes = [];
    for (const one of [written, ...others]) {
      await this.pins.expect(one.repositoryId, one.identity);
      changes.push(await change(one.location, enrolment, wrap));
    }
    await this.file.write(done);
    return changes.find((text) => text !== undefined);
  }
}

async function change(
  location: Location,
  enrolment: Enrolment,
  wrap: Exclude<CompanyWrap, { to: 'as-it-is' }>,
): Promise<string | undefined> {
  const request = { location, unlock: ownKey(enrolment) };
  const { recipients } = await listRecipients(request);
  const theirs = recipients.filter(({ role, standing }) => role === 'company' && standing !== 'removed');
  const wanted = wrap.to === 'key' ? recipientOf(wrap.publicKey) : undefined;
  const isThere = theirs.some(
    ({ id, standing }) => standing === 'current' && id.endsWith(wanted?.ending ?? '?'),
  );
  let text: string | undefined;
  if (wanted && !isThere) {
    try {
      await addRecipient(request, wanted.recipient);
      text = `Your company's recovery key ${wanted.fingerprint} opens your backups from now on, as you read in its notice.`;
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'recipient-removed') throw error;
      text = `Your company's recovery key ${wanted.fingerprint} was taken out of your backups before and does not come back: another one would be needed.`;
    }
  }
  for (const one of theirs) {
    if (one.id.endsWith(wanted?.ending ?? '?')) continue;
    await removeRecipient(request, one.id);
    text ??= 'No key of your company opens what is backed up from now on.';
  }
  return text;
}

function recipientOf(publicKey: Uint8Array) {
  const fingerprint = keyFingerprint(publicKey);
  const name = `company ${fingerprint}`;
  const ending = `-${createHash('sha256').update(publicKey).digest('hex').slice(0, 8)}`;
  return { fingerprint, ending, recipient: { kind: 'key', role: 'company', name, publicKey } as const };
}
