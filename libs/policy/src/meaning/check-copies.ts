import { counted, listed } from '../text/words.js';
import type { CheckedPolicy } from './checked-policy.js';
import { type PolicyFinding, refused, warning } from './finding.js';
import type { KnownLocation, Surroundings } from './surroundings.js';

/** What of its copies cannot be where the policy wants them. */
export function checkCopies(
  { copies, retention }: CheckedPolicy,
  { locations }: Surroundings,
): PolicyFinding[] {
  const found = [...checkItself(copies), ...checkLocks(copies, retention.minimumAgeDays)];
  if (locations.length === 0)
    return [
      ...found,
      warning(
        'no-location-yet',
        'copies.required',
        'No location is connected: there is nowhere yet where a copy could be.',
        'Connect storage; the policy can be published before.',
      ),
    ];
  return [...found, ...checkLocations(copies, locations)];
}

/** What contradicts itself, whatever storage the company has. */
function checkItself({
  required,
  offSite,
  locations,
  cloudAllowed,
}: CheckedPolicy['copies']): PolicyFinding[] {
  const found: PolicyFinding[] = [];
  const named = new Set(locations).size;
  if (offSite > required)
    found.push(
      refused(
        'off-site-beyond-required',
        'copies.offSite',
        `${counted(offSite, 'copy', 'copies')} off-site of ${counted(required, 'copy', 'copies')} in all.`,
        `Set required to ${String(offSite)} or more, or offSite to ${String(required)} or less.`,
      ),
    );
  if (offSite > 0 && !cloudAllowed)
    found.push(
      refused(
        'off-site-without-cloud',
        'copies.offSite',
        'Copies off-site are asked for and clouds are forbidden: the only places off-site that Holdfast can prove copies in are buckets.',
        'Set cloudAllowed to true, or offSite to 0.',
      ),
    );
  if (named > 0 && named < required)
    found.push(
      refused(
        'too-few-locations-named',
        'copies.locations',
        `${counted(required, 'copy', 'copies')} are asked for and ${counted(named, 'location')} named: each location holds one.`,
        'Name more locations, or none: then as many as are needed are taken.',
      ),
    );
  return found;
}

function checkLocks(
  { immutability, lockDays }: CheckedPolicy['copies'],
  minimumAgeDays: number,
): PolicyFinding[] {
  if (immutability === 'off')
    return lockDays === 0
      ? []
      : [
          refused(
            'days-without-lock',
            'copies.lockDays',
            `Objects are to be locked for ${counted(lockDays, 'day')}, and immutability is off.`,
            'Set immutability to governance or compliance, or lockDays to 0.',
          ),
        ];
  if (lockDays === 0)
    return [
      refused(
        'lock-without-days',
        'copies.lockDays',
        `Objects are to be locked (${immutability}) for no day at all.`,
        'Set lockDays to how long nobody may remove them, or immutability to off.',
      ),
    ];
  if (lockDays >= minimumAgeDays) return [];
  return [
    refused(
      'lock-shorter-than-age',
      'copies.lockDays',
      `Snapshots are kept for ${counted(minimumAgeDays, 'day')} at least, but locked for ${counted(lockDays, 'day')} only: for the rest, nothing but our own restraint keeps them.`,
      `Set lockDays to ${String(minimumAgeDays)} or more, or retention.minimumAgeDays to ${String(lockDays)} or less.`,
    ),
  ];
}

/** What the company's storage cannot give. */
function checkLocations(
  copies: CheckedPolicy['copies'],
  locations: readonly KnownLocation[],
): PolicyFinding[] {
  const { required, offSite, jurisdictions, immutability, cloudAllowed } = copies;
  const found: PolicyFinding[] = [];
  copies.locations.forEach((id, at) => {
    if (locations.some((location) => location.id === id)) return;
    found.push(
      refused(
        'location-unknown',
        `copies.locations.${String(at)}`,
        `The company has no location ${id}.`,
        'Name one of its locations by its id, or none.',
      ),
    );
  });
  const named = locations.filter(({ id }) => copies.locations.length === 0 || copies.locations.includes(id));
  const allowed = named.filter(({ cloud }) => cloudAllowed || !cloud);
  const lies = ({ jurisdiction }: KnownLocation): boolean =>
    jurisdiction !== undefined && jurisdictions.includes(jurisdiction);
  const usable = jurisdictions.length === 0 ? allowed : allowed.filter(lies);
  if (jurisdictions.length > 0 && usable.length === 0)
    found.push(
      refused(
        'no-location-in-jurisdiction',
        'copies.jurisdictions',
        `No location is known to lie in ${listed(jurisdictions)}.`,
        'Connect one that does, or leave jurisdictions empty.',
      ),
    );
  else if (usable.length < required && found.length === 0)
    found.push(
      refused(
        'too-few-locations',
        'copies.required',
        `${counted(required, 'copy', 'copies')} are asked for, and ${counted(usable.length, 'location')} can hold one: each holds one.`,
        'Connect more storage, or ask for fewer copies.',
      ),
    );
  const empty = jurisdictions.filter((one) => !allowed.some(({ jurisdiction }) => jurisdiction === one));
  if (usable.length > 0 && empty.length > 0)
    found.push(
      warning(
        'jurisdiction-empty',
        'copies.jurisdictions',
        `No location is known to lie in ${listed(empty)}.`,
        'Take it out, unless storage there is yet to be connected.',
      ),
    );
  const away = usable.filter((location) => location.offSite).length;
  if (usable.length > 0 && cloudAllowed && offSite > away)
    found.push(
      refused(
        'too-few-off-site',
        'copies.offSite',
        `${counted(offSite, 'copy', 'copies')} off-site are asked for, and ${counted(away, 'location')} off-site can hold one.`,
        'Connect a bucket, or ask for fewer copies off-site.',
      ),
    );
  if (usable.length > 0 && immutability !== 'off' && !usable.some(({ canLock }) => canLock))
    found.push(
      refused(
        'no-location-locks',
        'copies.immutability',
        'None of the locations that the policy may use can lock what it holds.',
        'Connect a bucket with Object Lock, or set immutability to off.',
      ),
    );
  return found;
}
