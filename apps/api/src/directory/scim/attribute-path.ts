import { badRequest } from './scim-refusal.js';

/** A path of a PATCH: `urn…:attribute[filter].sub` (RFC 7644, figure 7), names in lower case. */
export interface AttributePath {
  /** In lower case; undefined: the resource's own. */
  readonly schema: string | undefined;
  readonly attribute: string;
  readonly filter: string | undefined;
  readonly sub: string | undefined;
}

/** `urn:` up to the last colon before anything that no schema has in it. */
const SCHEMA = /^(urn:[\w.:-]{1,200}):(?=[A-Za-z$])/i;
const ATTRIBUTE = /^([A-Za-z$][\w$-]*)(?:\[(.+)\])?(?:\.([A-Za-z$][\w$-]*))?$/s;

/** @throws DomainError `request-invalid` (SCIM `invalidPath`) */
export const readPath = (path: string): AttributePath => {
  const schema = SCHEMA.exec(path)?.[1];
  const rest = ATTRIBUTE.exec(schema === undefined ? path : path.slice(schema.length + 1));
  if (!rest?.[1]) throw badRequest('invalidPath', `“${path.slice(0, 100)}” is no path. Nothing was changed.`);
  const [, attribute, filter, sub] = rest;
  return {
    schema: schema?.toLowerCase(),
    attribute: attribute.toLowerCase(),
    filter,
    sub: sub?.toLowerCase(),
  };
};
