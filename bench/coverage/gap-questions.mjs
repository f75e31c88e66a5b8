const SORTS = ['age', 'severity', 'name'];
const ORDERS = ['asc', 'desc'];

/**
 * Every filter of the list of gaps with values that match much and little, alone and in pairs with every other, in each order.
 * @param {{ department: string, policy: string, owner: string, incident: string, person: string }} there what there is in the fleet
 * @returns {{ name: string, path: string }[]}
 */
export function gapQuestions(there) {
  const values = {
    code: ['overdue', 'damaged'],
    severity: ['risk', 'lost'],
    department: [there.department],
    platform: ['ios'],
    policy: [there.policy],
    days: ['1', '60'],
    owner: ['nobody', there.owner],
    whose: ['employee', 'admin'],
    incident: [there.incident],
    exempt: ['only', 'with'],
    q: [there.person, 'sales', 'no such words'],
  };
  const single = Object.entries(values).flatMap(([name, of]) => of.map((value) => [name, value]));
  const pairs = single.flatMap((one, at) =>
    single
      .slice(at + 1)
      .filter(([name]) => name !== one[0])
      .map((other) => [one, other]),
  );
  const filters = [[], ...single.map((one) => [one]), ...pairs];
  return filters.flatMap((filter) =>
    SORTS.flatMap((sort) =>
      ORDERS.map((order) => {
        const query = new URLSearchParams({ ...Object.fromEntries(filter), sort, order, limit: '50' });
        const said = filter.map(
          ([name, value]) => `${name}=${name === 'q' || value.length < 12 ? value : '…'}`,
        );
        return { name: [...said, `${sort} ${order}`].join(' '), path: `/api/v1/gaps?${query}` };
      }),
    ),
  );
}
