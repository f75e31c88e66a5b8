const PAGE = 100;
const filter = (text) => `filter=${encodeURIComponent(text)}`;
const mailOf = (n) => `person-${String(n).padStart(6, '0')}@bench.invalid`;

/**
 * What directories ask, by kind: a function of a number between 0 and 1 that answers the address. Entra asks by one
 * attribute before each change and reads groups without members; Okta begins with a page of two and reads all of it.
 * @param {number} people
 * @returns {Record<string, (random: number) => string>}
 */
export const scimCalls = (people) => {
  const one = (random) => 1 + Math.floor(random * people);
  const deep = (random) => 1 + PAGE * Math.floor((random * people) / PAGE);
  const page = (start, more = '') => `/Users?startIndex=${start}&count=${PAGE}${more}`;
  return {
    oktaFirst: () => '/Users?startIndex=1&count=2',
    firstPage: () => page(1),
    anyPage: (random) => page(deep(random)),
    lastPage: () => page(people - PAGE + 1),
    byUserName: (random) => `/Users?${filter(`userName eq "${mailOf(one(random)).toUpperCase()}"`)}`,
    byUserNameOfOkta: (random) =>
      `/Users?${filter(`userName eq "${mailOf(one(random))}"`)}&startIndex=1&count=100`,
    byWorkAddress: (random) => `/Users?${filter(`emails[type eq "work"].value eq "${mailOf(one(random))}"`)}`,
    byExternalId: (random) => `/Users?${filter(`externalId eq "external-${one(random)}"`)}`,
    byNobody: () => `/Users?${filter('userName eq "nobody"')}`,
    byStart: (random) =>
      `/Users?${filter(`userName sw "person-${String(one(random)).padStart(6, '0').slice(0, 4)}"`)}`,
    byDepartment: (random) =>
      `/Users?${filter(`urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Department ${one(random) % 40}"`)}&count=${PAGE}`,
    inactive: () => `/Users?${filter('active eq false')}&count=${PAGE}`,
    sortedByName: (random) => page(deep(random), '&sortBy=name.familyName'),
    sortedBackwards: (random) => page(deep(random), '&sortBy=userName&sortOrder=descending'),
    lastPageSorted: () => page(people - PAGE + 1, '&sortBy=displayName'),
    changedLast: () => page(1, '&sortBy=meta.lastModified&sortOrder=descending'),
    containing: (random) => `/Users?${filter(`displayName co "${one(random)}"`)}&count=${PAGE}`,
    groups: () => '/Groups?excludedAttributes=members&startIndex=1&count=100',
    groupByName: (random) =>
      `/Groups?excludedAttributes=members&${filter(`displayName eq "Group ${one(random) % 200}"`)}`,
  };
};
