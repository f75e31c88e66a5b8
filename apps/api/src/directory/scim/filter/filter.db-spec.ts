import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Tenant } from '../../../database/index.js';
import { People } from '../../../people/index.js';
import { TestApp } from '../../../testing/test-app.js';
import { TestDirectory } from '../../testing/test-directory.js';
import { caseKey } from '../case-key.js';
import { readListQuery } from '../list-query.js';
import type { UserRecord } from '../user/user-record.js';
import { countUsers, storeUser, userPage } from '../user/user-rows.js';
import { USER_ATTRIBUTES } from './attributes.js';
import { type FilterNode, readFilter } from './read-filter.js';

type Texts = Pick<UserRecord, 'userName' | 'externalId' | 'displayName' | 'familyName' | 'email'>;
type Known = Texts & { readonly active: boolean; readonly department: string | null; readonly id: string };

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PIECES = ['a', 'A', 'b', 'ä', 'Ä', '%', '_', '\\', '"', "'", ' and ', '(', '😀', '.'];
const text = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const maybe = fc.option(text, { freq: 3 });

/** What a filter can name, and what it means: the oracle is written down here, and knows no SQL and no library. */
const ATTRIBUTES: Record<string, { of: (one: Known) => string | boolean | null; exact?: true }> = {
  userName: { of: (one) => one.userName },
  externalId: { of: (one) => one.externalId, exact: true },
  displayName: { of: (one) => one.displayName },
  'name.familyName': { of: (one) => one.familyName },
  'emails.value': { of: (one) => one.email },
  emails: { of: (one) => one.email },
  active: { of: (one) => one.active },
  'emails.type': { of: () => 'work' },
  [`${ENTERPRISE}:department`]: { of: (one) => one.department },
};
type Tree =
  | { join: 'and' | 'or'; parts: Tree[] }
  | { not: Tree }
  | { path: string; op: string; value?: string | boolean | null };

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const OPS: Record<string, (has: string, wanted: string) => boolean> = {
  co: (has, wanted) => has.includes(wanted),
  sw: (has, wanted) => has.startsWith(wanted),
  ew: (has, wanted) => has.endsWith(wanted),
  gt: (has, wanted) => byBytes(has, wanted) > 0,
  ge: (has, wanted) => byBytes(has, wanted) >= 0,
  lt: (has, wanted) => byBytes(has, wanted) < 0,
  le: (has, wanted) => byBytes(has, wanted) <= 0,
};

const holds = (tree: Tree, one: Known): boolean => {
  if ('join' in tree)
    return tree.join === 'and'
      ? tree.parts.every((part) => holds(part, one))
      : tree.parts.some((part) => holds(part, one));
  if ('not' in tree) return !holds(tree.not, one);
  const attribute = ATTRIBUTES[tree.path];
  const has = attribute?.of(one) ?? null;
  if (tree.op === 'pr') return has !== null;
  const fold = (value: string | boolean | null | undefined) =>
    typeof value === 'string' && !attribute?.exact ? caseKey(value) : (value ?? null);
  const [left, right] = [fold(has), fold(tree.value)];
  if (tree.op === 'eq' || tree.op === 'ne') return (left === right) === (tree.op === 'eq');
  return typeof left === 'string' && typeof right === 'string' && OPS[tree.op]?.(left, right) === true;
};

const anyCase = (word: string): fc.Arbitrary<string> =>
  fc.constantFrom(word, word.toLowerCase(), word.toUpperCase());
const escaped = (value: string): string =>
  JSON.stringify(value).replaceAll('ä', '\\u00e4').replaceAll('a', '\\u0061');
const atom: fc.Arbitrary<[Tree, string]> = fc.constantFrom(...Object.keys(ATTRIBUTES)).chain((path) => {
  const flat = ['active', 'emails.type'].includes(path);
  const op = fc.constantFrom('eq', 'ne', 'pr', ...(flat ? [] : Object.keys(OPS)));
  const value: fc.Arbitrary<string | boolean> =
    path === 'active' ? fc.boolean() : path === 'emails.type' ? fc.constantFrom('work', 'home') : text;
  return fc
    .tuple(op, fc.option(value, { freq: 8 }), anyCase(path), fc.boolean())
    .chain(([op, wanted, written, escape]) => {
      const leaf: Tree = { path, op, ...(op === 'pr' ? {} : { value: OPS[op] ? (wanted ?? 'a') : wanted }) };
      const literal =
        typeof leaf.value === 'string' && escape ? escaped(leaf.value) : JSON.stringify(leaf.value);
      return anyCase(op).map((verb): [Tree, string] => [
        leaf,
        op === 'pr' ? `${written} ${verb}` : `${written} ${verb} ${literal}`,
      ]);
    });
});
/** A filter as a tree and as a text that binds as the tree does, with brackets only where they are needed. */
const { filter } = fc.letrec<{ filter: [Tree, string] }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    atom,
    tie('filter').map(([not, written]): [Tree, string] => [{ not }, `not (${written})`]),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
      )
      .map(([join, parts]): [Tree, string] => [
        { join, parts: parts.map(([part]) => part) },
        parts
          .map(([part, written]) =>
            join === 'and' && 'join' in part && part.join === 'or' ? `(${written})` : written,
          )
          .join(` ${join} `),
      ]),
  ),
}));

describe('filters in the database', () => {
  let app: TestApp;
  let directory: TestDirectory;
  const people: Known[] = [];
  beforeAll(async () => {
    app = await TestApp.start();
    const owner = await app.companyWithOwner();
    directory = await TestDirectory.of(app, owner);
    const stranger = await app.companyWithOwner('Elsewhere');
    await (await TestDirectory.of(app, stranger)).user({ userName: 'a' + '@elsewhere.example' });
    const record = fc.record({
      userName: text,
      externalId: maybe,
      displayName: maybe,
      familyName: maybe,
      department: maybe,
      active: fc.boolean(),
      email: fc.constantFrom('a@b.example', 'A@c.example', 'b.a@b.example'),
    });
    await app.get(Tenant).run(owner.companyId, async (db) => {
      for (const [number, one] of fc.sample(record, { numRuns: 40, seed: 7 }).entries()) {
        const email = `${number}${one.email}`;
        const added = { name: 'X', email, department: null, role: 'employee' } as const;
        const { id } = await app.get(People).add(db, owner.companyId, added);
        const known = { ...one, email, userName: `${one.userName}${number}`, id };
        await storeUser(db, owner.companyId, id, { ...known, givenName: null, managerId: null });
        people.push(known);
      }
    });
  });
  afterAll(() => app.stop());

  const found = (read: FilterNode): Promise<[string[], number]> =>
    app.get(Tenant).run(directory.owner.companyId, async (db) => {
      const query = { ...readListQuery({}, USER_ATTRIBUTES), filter: read };
      const rows = await userPage(db, directory.owner.companyId, query);
      return [
        rows.map(({ employeeId }) => employeeId).sort(),
        await countUsers(db, directory.owner.companyId, read),
      ];
    });
  /** What an accepted filter means, by the tree that was read. */
  const meant = (node: FilterNode): Tree => {
    if (node.op === 'not') return { not: meant(node.of) };
    if (!('attribute' in node)) return { join: node.op, parts: node.of.map(meant) };
    const path = Object.keys(ATTRIBUTES).find(
      (one) => USER_ATTRIBUTES.at(one.toLowerCase()) === node.attribute,
    );
    if (path === undefined) throw new Error(`no oracle of ${node.attribute.column}`);
    return 'value' in node ? { path, op: node.op, value: node.value } : { path, op: 'pr' };
  };

  it('name exactly those whom they mean', async () => {
    let all = 0;
    await fc.assert(
      fc.asyncProperty(filter, async ([tree, written]) => {
        const wanted = people.filter((one) => holds(tree, one)).map(({ id }) => id);
        if (wanted.length === people.length) all += 1;
        expect(await found(readFilter(written, USER_ATTRIBUTES))).toEqual([wanted.sort(), wanted.length]);
      }),
      { numRuns: 150 },
    );
    expect(all).toBeLessThan(75);
  });

  it('that are broken are refused, or mean what they say: never everybody', async () => {
    const mutated = fc
      .tuple(
        filter,
        fc.nat(),
        fc.nat(4),
        fc.constantFrom('', ' ', '"', '(', ')', '[', ']', '.', '\\', 'or', 'not '),
      )
      .map(([[, written], at, cut, put]) => {
        const place = at % (written.length + 1);
        return written.slice(0, place) + put + written.slice(place + cut);
      });
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, fc.string(), fc.string({ unit: 'binary' })), async (written) => {
        let read: FilterNode;
        try {
          read = readFilter(written, USER_ATTRIBUTES);
        } catch (error) {
          expect(error).toMatchObject({ code: 'request-invalid', context: { scimType: 'invalidFilter' } });
          refused += 1;
          return;
        }
        const tree = meant(read);
        const wanted = people.filter((one) => holds(tree, one)).map(({ id }) => id);
        expect(await found(read)).toEqual([wanted.sort(), wanted.length]);
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(120);
  });

  it('reach us by the parameter in any case, once', async () => {
    const wrong = (query: string) => directory.get(`/Users?${query}`).expect(400);
    for (const query of [
      'filter=',
      'Filter=',
      'filter=nonsense',
      'FILTER=userName%20eq',
      'filter=active%20eq%20true&filter=active%20eq%20true',
      'filter=active%20eq%20true&Filter=active%20eq%20true',
    ])
      expect((await wrong(query)).body).toMatchObject({ status: '400', scimType: 'invalidFilter' });
    expect((await wrong('count=ten')).body).toMatchObject({ scimType: 'invalidValue' });
    expect((await wrong('sortBy=nickName')).body).toMatchObject({ scimType: 'invalidPath' });
    expect((await wrong('sortBy=userName&sortOrder=up')).body).toMatchObject({ scimType: 'invalidValue' });
    await directory.get('/Groups?filter=userName%20pr').expect(400, /invalidFilter/);
  });

  it('sort and find by an index alone', async () => {
    await app.sql('ANALYZE');
    const plan = async (text: string, values: unknown[]): Promise<string> =>
      app.get(Tenant).run(directory.owner.companyId, async (db) => {
        await db.query('SET LOCAL enable_seqscan = off');
        await db.query('SET LOCAL enable_sort = off');
        await db.query('SET LOCAL enable_bitmapscan = off');
        const rows: { 'QUERY PLAN': string }[] = await db.query(`EXPLAIN ${text}`, values);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      });
    const { companyId } = directory.owner;
    for (const path of [
      'userName',
      'externalId',
      'displayName',
      'name.familyName',
      'name.givenName',
      'emails.value',
    ]) {
      const column = USER_ATTRIBUTES.at(path.toLowerCase())?.column ?? '';
      for (const condition of [`${column} = $2::text`, `${column} ^@ $2::text`]) {
        const shown = await plan(
          `SELECT employee_id FROM directory_people WHERE company_id = $1 AND deleted_at IS NULL AND ${condition}`,
          [companyId, 'ab'],
        );
        expect(shown).toMatch(new RegExp(`Index Cond: .*${column} (=|>=) 'ab'`));
      }
    }
  });
});
