import type { Configuration } from '../../configuration/index.js';

/** The address that a directory is given; those of resources begin with it. */
export const scimBase = (configuration: Configuration): string =>
  `${configuration.values.publicOrigin}/scim/v2`;
