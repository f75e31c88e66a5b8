import type { PolicyV1 } from '@holdfast/contracts';
import type { CopyFacts } from '@holdfast/policy';
import type { KnownLocation } from './snapshot-rows.js';

/**
 * Copies of a snapshot as a policy counts them: where it names locations, only those at one of them. One that only an agent
 * has proven counts, but as neither off site nor in any jurisdiction: nobody else has seen where that disk lies.
 */
export function copiesAt(
  places: readonly string[],
  locations: ReadonlyMap<string, KnownLocation>,
  { locations: named }: PolicyV1['copies'],
): CopyFacts[] {
  const copies: CopyFacts[] = [];
  for (const place of places) {
    const [id = '', provenBy] = place.split(':');
    if (named.length > 0 && !named.includes(id)) continue;
    const location = provenBy === 'server' ? locations.get(id) : undefined;
    copies.push({
      offSite: location?.offSite ?? false,
      jurisdiction: location?.jurisdiction ?? null,
      lock: 'off',
    });
  }
  return copies;
}
