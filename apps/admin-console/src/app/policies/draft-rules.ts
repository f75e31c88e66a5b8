import { max, maxLength, min, required, type SchemaPathTree, validate } from '@angular/forms/signals';
import { needsPurpose, type PolicyDraft } from './policy-draft';

const LIMITS = {
  everyHours: [1, 8784],
  maxAgeHours: [1, 8784],
  graceHours: [0, 8784],
  keepLast: [1, 1000],
  daily: [0, 3650],
  weekly: [0, 520],
  monthly: [0, 120],
  yearly: [0, 50],
  minimumAgeDays: [0, 3650],
  minimumCount: [1, 1000],
  copiesRequired: [1, 10],
} as const satisfies Partial<Record<keyof PolicyDraft, readonly [number, number]>>;

/** What the api would refuse, said beside the field before it is sent; the api checks again. */
export function draftRules(path: SchemaPathTree<PolicyDraft>): void {
  required(path.name, { message: $localize`The policy needs a name.` });
  maxLength(path.name, 120, { message: $localize`At most 120 characters.` });
  for (const [field, [least, most]] of Object.entries(LIMITS)) {
    const at = path[field as keyof typeof LIMITS];
    const message = $localize`A whole number from ${least}:least: to ${most}:most:.`;
    required(at, { message });
    min(at, least, { message });
    max(at, most, { message });
    validate(at, ({ value }) => (Number.isInteger(value()) ? undefined : { kind: 'whole', message }));
  }
  maxLength(path.purpose, 2000, { message: $localize`At most 2,000 characters.` });
  validate(path.maxAgeHours, ({ value, valueOf }) =>
    value() >= valueOf(path.everyHours)
      ? undefined
      : {
          kind: 'order',
          message: $localize`Not sooner than a backup is due, or every phone is overdue at once.`,
        },
  );
  validate(path.categories, ({ value }) =>
    value().length > 0 ? undefined : { kind: 'none', message: $localize`Choose at least one.` },
  );
  validate(path.purpose, ({ value, valueOf }) =>
    value().trim() !== '' || !needsPurpose(valueOf(path.categories), valueOf(path.iosBackup))
      ? undefined
      : { kind: 'purpose', message: $localize`Why this is needed has to be on record first.` },
  );
  validate(path.lawfulBasis, ({ value, valueOf }) =>
    value() !== 'unrecorded' || !needsPurpose(valueOf(path.categories), valueOf(path.iosBackup))
      ? undefined
      : { kind: 'basis', message: $localize`The lawful basis has to be on record first.` },
  );
}
