import { isStorable } from './case-key.js';
import { badRequest } from './scim-refusal.js';
import { PATCH_OP } from './urns.js';
import { isObject, member } from './user/read-user.js';

/** One operation of a PATCH (RFC 7644, section 3.5.2). `value` is as it came; undefined: there was none. */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string | undefined;
  readonly value: unknown;
}

const MOST_OPERATIONS = 1000;
const LONGEST_PATH = 1000;

/** The operations of a body; their names in any case, as Entra writes them. @throws DomainError `request-invalid` */
export const readPatchBody = (body: unknown): PatchOperation[] => {
  const schemas = member(body, 'schemas');
  if (!Array.isArray(schemas) || !schemas.includes(PATCH_OP))
    throw badRequest('invalidSyntax', `A PATCH has the schema ${PATCH_OP}. Nothing was changed.`);
  const operations = member(body, 'Operations');
  if (!Array.isArray(operations) || operations.length === 0)
    throw badRequest('invalidSyntax', 'A PATCH has a list of operations. Nothing was changed.');
  if (operations.length > MOST_OPERATIONS)
    throw badRequest('tooMany', `A PATCH has at most ${MOST_OPERATIONS} operations. Nothing was changed.`);
  return operations.map(readOperation);
};

const readOperation = (operation: unknown): PatchOperation => {
  const said = isObject(operation) ? member(operation, 'op') : undefined;
  const op = typeof said === 'string' ? said.toLowerCase() : undefined;
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw badRequest('invalidSyntax', 'An operation is add, replace or remove. Nothing was changed.');
  const path = member(operation, 'path');
  const isPath = typeof path === 'string' && path.length <= LONGEST_PATH && isStorable(path);
  if (path !== undefined && path !== null && !isPath)
    throw badRequest('invalidPath', 'A path is a text. Nothing was changed.');
  const value = member(operation, 'value');
  if (op === 'remove' && !isPath)
    throw badRequest('noTarget', 'What is to be removed is not named. Nothing was changed.');
  if (op !== 'remove' && value === undefined)
    throw badRequest('invalidSyntax', `To ${op} needs a value. Nothing was changed.`);
  if (op !== 'remove' && !isPath && !isObject(value))
    throw badRequest('invalidSyntax', 'Without a path the value is an object. Nothing was changed.');
  return { op, path: isPath ? path : undefined, value };
};
