import type { PolicyV1 } from '@holdfast/contracts';

type Section = Exclude<keyof PolicyV1, 'schema' | 'name'>;
type Platform = 'android' | 'ios' | 'folder';
type Plain = { [S in Section]: `${S}.${keyof PolicyV1[S] & string}` }[Section];

/** Where a field of a policy stands: `schedule.maxAgeHours`. Its version of the rules is nobody's to choose. */
export type PolicyPath =
  'name' | Exclude<Plain, `scope.${Platform}`> | `scope.${Platform}.${'include' | 'exclude'}`;
