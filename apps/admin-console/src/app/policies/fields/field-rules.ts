import { max, maxLength, min, required, type SchemaPathTree, validate } from '@angular/forms/signals';
import type { PolicyV1 } from '@holdfast/contracts';
import { BOUNDS, TEXTS } from './bounds';
import type { PolicyPath } from './policy-path';
import { at } from './tree-at';

const VERSION = /^\d+\.\d+\.\d+$/;

/** What cannot even be sent: bounds, and what is empty. What a policy must not mean is the api's to find. */
export function fieldRules(path: SchemaPathTree<PolicyV1>): void {
  required(path.name, { message: $localize`The policy needs a name.` });
  for (const [field, most] of Object.entries(TEXTS))
    maxLength(at<SchemaPathTree<string>>(path, field as PolicyPath), most, {
      message: $localize`At most ${most}:most: characters.`,
    });
  for (const [field, [least, most]] of Object.entries(BOUNDS)) {
    const number = at<SchemaPathTree<number>>(path, field as PolicyPath);
    const message = $localize`A whole number from ${least}:least: to ${most}:most:.`;
    required(number, { message });
    min(number, least, { message });
    max(number, most, { message });
    validate(number, ({ value }) => (Number.isInteger(value()) ? undefined : { kind: 'whole', message }));
  }
  validate(path.scope.categories, ({ value }) =>
    value().length > 0 ? undefined : { kind: 'none', message: $localize`Choose at least one.` },
  );
  validate(path.limits.minimumAgentVersion, ({ value }) =>
    value() === null || VERSION.test(value() ?? '')
      ? undefined
      : { kind: 'version', message: $localize`A version such as 0.4.0, or nothing.` },
  );
  validate(path.copies.jurisdictions, ({ value }) =>
    value().every((country) => /^[A-Z]{2}$/.test(country))
      ? undefined
      : { kind: 'country', message: $localize`Countries by their two letters, such as DE or CH.` },
  );
  validate(path.schedule.windows, ({ value }) =>
    value().every(({ days }) => days.length > 0)
      ? undefined
      : { kind: 'days', message: $localize`Each window needs a day.` },
  );
}
