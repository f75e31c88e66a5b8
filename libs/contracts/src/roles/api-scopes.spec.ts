import { describe, expect, it } from '@jest/globals';
import { type Endpoint, endpoints } from '../endpoints/index.js';
import { API_SCOPES, SCOPE_PERMISSIONS, scopesOf } from './api-scopes.js';

const all = Object.values(endpoints) as Endpoint[];

/** Asked with a body because a document does not fit into an address; their answer is all that they do. */
const READING_BY_POST = ['diffPolicyDocument'];

describe('scopes of a company’s tokens', () => {
  it('are given by nobody who may not do the same', () => {
    expect(scopesOf('owner')).toEqual(API_SCOPES);
    expect(scopesOf('auditor')).toEqual(['policies.read', 'inventory.read', 'coverage.read']);
    expect(scopesOf('employee')).toEqual([]);
  });

  it('open what people of the same permission open, and change nothing by a scope that reads', () => {
    const taken = all.filter(({ tokenScope }) => tokenScope !== undefined);
    for (const { id, auth, permission, tokenScope = 'coverage.read', method } of taken) {
      expect([id, auth, permission]).toEqual([id, 'session', SCOPE_PERMISSIONS[tokenScope]]);
      if (!tokenScope.endsWith('.read') || READING_BY_POST.includes(id)) continue;
      expect([id, method]).toEqual([id, 'GET']);
    }
  });

  it('each open something', () => {
    const opened = new Set(all.map(({ tokenScope }) => tokenScope));
    expect(API_SCOPES.filter((scope) => !opened.has(scope))).toEqual([]);
  });
});
