import { counted, dateInWords } from '../text/words.js';
import type { FoundIncident, IncidentKind } from './incident.js';

export interface IncidentText {
  /** A few words, for a list. */
  readonly title: string;
  /** What is wrong, and what it means. */
  readonly sentence: string;
  readonly nextStep: string;
}

interface Told {
  readonly name: string;
  readonly version: string;
  readonly on: string;
  readonly phones: string;
  readonly registered: boolean;
  readonly cause: string;
}

const TEXTS: Record<IncidentKind, (told: Told) => IncidentText> = {
  'location-unreachable': ({ name }) => ({
    title: `“${name}” cannot be reached`,
    sentence: `The location “${name}” does not answer: backups wait on the workstations, and nothing that is stored is lost.`,
    nextStep: 'Check its address under Storage, the network before it, and the status page of its provider.',
  }),
  'location-refused': ({ name }) => ({
    title: `“${name}” refuses us`,
    sentence: `The location “${name}” refuses the credential it was connected with: backups wait on the workstations.`,
    nextStep: 'Give it a credential that is accepted, under Storage.',
  }),
  'location-full': ({ name }) => ({
    title: `“${name}” is full`,
    sentence: `The location “${name}” takes no more: new backups are not stored there.`,
    nextStep: 'Raise its limit with its provider, or connect another location.',
  }),
  'location-unpaid': ({ name }) => ({
    title: `“${name}” is suspended`,
    sentence: `The provider of “${name}” has suspended the account, as it does when a bill is not paid: nothing is stored, and it may be deleted.`,
    nextStep: 'Settle it with the provider today, and keep every other copy until it answers again.',
  }),
  'location-expiring': ({ name, on }) => ({
    title: `“${name}” ends on ${on}`,
    sentence: `The credential or the contract of “${name}” ends on ${on}: from then on nothing is stored there.`,
    nextStep: 'Renew it, and change the date under Storage.',
  }),
  'identity-provider-down': ({ name }) => ({
    title: `“${name}” does not answer`,
    sentence: `The metadata of the identity provider “${name}” cannot be read: new certificates of it are not taken, and people may not be able to sign in. Backups go on.`,
    nextStep: 'Check the address of its metadata under Settings, and the provider.',
  }),
  'identity-provider-expiring': ({ name, on }) => ({
    title: `The certificate of “${name}” ends on ${on}`,
    sentence: `No certificate of “${name}” that is known here is good after ${on}: from then on nobody can sign in by it.`,
    nextStep: 'Import the metadata with its new certificate under Settings.',
  }),
  'agent-version-failing': ({ version, phones }) => ({
    title: `Agent ${version} fails`,
    sentence: `Most backups with version ${version} of the agent do not complete (${phones}), while others do.`,
    nextStep: 'Stop rolling this version out, and go back to the one before it.',
  }),
  'system-failing': ({ version, phones }) => ({
    title: `${version} fails`,
    sentence: `Most backups of phones with ${version} do not complete (${phones}), while others do: the new system may need a newer agent.`,
    nextStep: 'Update the agents, and look under Phones whether the next backups complete.',
  }),
  'storage-failing': ({ phones, cause }) => ({
    title: cause === 'credential-refused' ? 'The storage refuses agents' : 'Agents do not reach the storage',
    sentence: `Backups of several people stop at the storage (${phones}): they wait on the workstations, and go on by themselves.`,
    nextStep:
      'Check the locations under Storage, and whether a proxy or firewall keeps workstations from them.',
  }),
  'recovery-untested': ({ registered, on }) => ({
    title: registered ? 'The recovery key is not proven' : 'There is no recovery key',
    sentence: registered
      ? `The company's recovery key of ${on} has never been shown to open a backup.`
      : 'A policy asks for a recovery key of the company and there is none: without a workstation and a recovery code nothing could be opened.',
    nextStep: registered
      ? 'An owner proves the recovery key under Settings.'
      : 'An owner makes and registers the recovery key under Settings.',
  }),
};

/** An incident as a person reads it. Plain text; names are passed through unchanged. */
export function describeIncident({
  kind,
  details,
  since,
}: Pick<FoundIncident, 'kind' | 'details' | 'since'>): IncidentText {
  const expires = details['expiresOn'];
  return TEXTS[kind]({
    name: String(details['name'] ?? ''),
    version: String(details['version'] ?? ''),
    on: dateInWords(typeof expires === 'string' ? new Date(expires) : since),
    phones: `${String(details['failing'] ?? 0)} of ${counted(Number(details['phones'] ?? 0), 'phone')}`,
    registered: details['registered'] === 1,
    cause: String(details['cause'] ?? ''),
  });
}
