import { describe, expect, it } from '@jest/globals';
import { at } from '../gaps/testing/rules.js';
import { describeIncident } from './describe-incident.js';
import { commonCauses, failingShares, failingStorage } from './failing-shares.js';
import { gapsOfIncident } from './gaps-of-incident.js';
import { INCIDENT_KINDS } from './incident.js';
import { troubledLocations } from './troubled-locations.js';
import { troubledProviders } from './troubled-providers.js';

const now = at(20);
const none = new Set<string>();
const share = (key: string, phones: number, failing: number) => ({ key, phones, failing });

describe('incidents', () => {
  it.each([
    [
      'most of one version fail, others do not',
      [share('1.1.0', 10, 8), share('1.0.0', 90, 3)],
      none,
      ['1.1.0'],
    ],
    ['all fail alike: it is not the version', [share('1.1.0', 10, 8), share('1.0.0', 90, 60)], none, []],
    ['too few of it to tell', [share('1.1.0', 4, 4), share('1.0.0', 90, 0)], none, []],
    ['less than half', [share('1.1.0', 20, 9), share('1.0.0', 90, 0)], none, []],
    ['stays open until a quarter', [share('1.1.0', 20, 6)], new Set(['1.1.0']), ['1.1.0']],
    ['closes below a quarter', [share('1.1.0', 20, 4)], new Set(['1.1.0']), []],
    ['everybody has it, and most fail', [share('1.1.0', 20, 15)], none, ['1.1.0']],
  ])('of a version: %s', (_title, shares, open, keys) => {
    expect(failingShares('agent-version-failing', shares, open, now).map(({ key }) => key)).toEqual(keys);
  });

  it('of what all have in common are none beside what only those have that fail', () => {
    const version = failingShares('agent-version-failing', [share('2', 9, 9), share('1', 9, 0)], none, now);
    const system = failingShares('system-failing', [share('iOS 27', 18, 9)], none, now);
    const kinds = (found: readonly { kind: string }[]) => found.map(({ kind }) => kind);
    expect(kinds(commonCauses(version, system))).toEqual(['agent-version-failing']);
    const all = failingShares('agent-version-failing', [share('2', 18, 9)], none, now);
    expect(kinds(commonCauses(all, system))).toEqual(['agent-version-failing']);
    const telling = failingShares(
      'system-failing',
      [share('iOS 27', 9, 9), share('iOS 26', 9, 0)],
      none,
      now,
    );
    expect(kinds(commonCauses(all, telling))).toEqual(['system-failing']);
    expect(kinds(commonCauses([], system))).toEqual(['system-failing']);
  });

  it('of the storage need several agents at once', () => {
    const causes = (failing: number) => [{ cause: 'storage-unreachable', failing }];
    expect(failingStorage(causes(2), 10, none, now)).toEqual([]);
    expect(failingStorage(causes(3), 10, none, now)).toMatchObject([{ key: 'storage-unreachable' }]);
    expect(failingStorage(causes(30), 10_000, none, now)).toEqual([]);
    expect(failingStorage(causes(300), 10_000, new Set(['storage-unreachable']), now)).toHaveLength(1);
    expect(failingStorage([{ cause: 'unplugged', failing: 9 }], 10, none, now)).toEqual([]);
  });

  it('of locations need two tries, and warn 14 days before an end', () => {
    const of = (tries: number) => [
      { id: 'a', name: 'Bucket', trouble: { code: 'refused' as const, since: at(19), tries } },
    ];
    expect(troubledLocations(of(1), now)).toEqual([]);
    expect(troubledLocations(of(2), now)).toMatchObject([{ kind: 'location-refused', since: at(19) }]);
    const ends = (expiresOn: string) => troubledLocations([{ id: 'a', name: 'Bucket', expiresOn }], now);
    expect(ends('2026-12-05')).toEqual([]);
    expect(ends('2026-12-04')).toMatchObject([{ severity: 'risk', since: now }]);
    expect(ends('2026-11-20')).toMatchObject([{ severity: 'lost' }]);
  });

  it('of providers need two hours, and warn 14 days before their last certificate ends', () => {
    const provider = { id: 'a', name: 'IdP' };
    expect(troubledProviders([{ ...provider, failingSince: at(19, 23) }], now)).toEqual([]);
    expect(troubledProviders([{ ...provider, failingSince: at(19, 22) }], now)).toHaveLength(1);
    expect(troubledProviders([{ ...provider, certificateEnds: at(34, 1) }], now)).toEqual([]);
    expect(troubledProviders([{ ...provider, certificateEnds: at(34) }], now)).toMatchObject([
      { kind: 'identity-provider-expiring', severity: 'risk' },
    ]);
  });

  it.each(INCIDENT_KINDS)('%s has a title, what it means and a next step', (kind) => {
    const details = { name: 'Bucket', version: '1.1.0', failing: 8, phones: 10, cause: 'x', registered: 1 };
    const text = describeIncident({ kind, details, since: now });
    expect(Object.values(text).join(' ')).not.toMatch(/undefined|NaN|\d\d:\d\d/);
    for (const part of Object.values(text)) expect(part.length).toBeGreaterThan(8);
  });

  it('explain the gaps that they cause, and no others', () => {
    expect(gapsOfIncident({ kind: 'agent-version-failing', key: '1.1.0' })).toEqual({
      codes: ['failing'],
      agentVersion: '1.1.0',
    });
    expect(gapsOfIncident({ kind: 'location-full', key: 'a' })?.codes).toContain('too-few-copies');
    expect(gapsOfIncident({ kind: 'identity-provider-down', key: 'a' })).toBeUndefined();
  });
});
