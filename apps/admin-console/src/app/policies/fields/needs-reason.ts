import type { PolicyV1 } from '@holdfast/contracts';
import { DEFAULT_CATEGORIES } from '../../text/categories';

/** Whether something beyond the default is read, so that purpose and lawful basis must be on record. */
export const needsReason = ({ scope }: PolicyV1): boolean =>
  scope.iosBackup === 'whole' || scope.categories.some((category) => !DEFAULT_CATEGORIES.includes(category));
