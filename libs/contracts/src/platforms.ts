import { z } from 'zod';

/** What a phone runs. `folder` is a mounted phone, an SD card or an export: the platform is not known. */
export const Platform = z.enum(['android', 'ios', 'folder']);
export type Platform = z.infer<typeof Platform>;
