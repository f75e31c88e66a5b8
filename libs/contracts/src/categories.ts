import { z } from 'zod';
import { CATEGORIES } from './category-names.js';

export { CATEGORIES };

export const Category = z.enum(CATEGORIES);
export type Category = z.infer<typeof Category>;

/** Read by default (product rule 5); everything else stays off until the company has recorded why. */
export const DEFAULT_CATEGORIES = ['photos', 'videos', 'documents', 'contacts'] as const satisfies Category[];
