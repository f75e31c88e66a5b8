/** The templates as rows for PostgreSQL: one list for each kind, each row with its template, and where it has one its phone's place. */
export function rowsOfTemplates(templates) {
  const rows = { people: [], phones: [], snapshots: [], runs: [], gaps: [] };
  for (const template of templates) {
    const { id, facts, moment, found } = template;
    rows.people.push({
      ...{ template: id, strict: facts.strict, workstation: facts.workstation, agent: facts.agent },
      ...{ answer: facts.answer, notice: facts.notice, bytes: facts.bytes, places: facts.places },
      ...prefixed('seen', moment(facts.seen)),
      ...{ registered: moment(facts.registered).at, proven: moment(facts.proven).at },
      ...{ exemption: facts.exemption?.of ?? null, codes: facts.exemption?.codes ?? null },
      ...{ standing: found.standing ?? null, ...prefixed('next', found.next) },
    });
    facts.phones.forEach((phone, place) => {
      const key = { template: id, place };
      const { state, withinAge, codes, snapshots, copies, system, failingCause } = found.phones[place];
      const newest = phone.snapshots[0] && moment(phone.snapshots[0].taken);
      rows.phones.push({
        ...{
          ...key,
          platform: phone.platform,
          attach: phone.attach,
          ...prefixed('enrolled', moment(phone.enrolled)),
        },
        ...{ state, within_age: withinAge, gaps: codes, snapshots, copies, system, failing: failingCause },
        ...prefixed('newest', newest ?? { at: null, moves: false }),
      });
      phone.snapshots.forEach((one, index) => rows.snapshots.push(snapshotRow(key, one, index, moment)));
      phone.runs.forEach((one, index) => {
        const { kind, outcome, cause, snapshot } = one;
        rows.runs.push({ ...key, index, kind, outcome, cause, snapshot, ...moment(one.ended) });
      });
    });
    for (const { since, ...gap } of found.gaps) rows.gaps.push({ template: id, ...gap, ...since });
  }
  return rows;
}

const prefixed = (name, { at, moves }) => ({ [`${name}_at`]: at ?? null, [`${name}_moves`]: moves });

function snapshotRow(key, { taken, categories, leftOut, storedBytes, places }, index, moment) {
  const facts = { leftOut, readBytes: 8 * storedBytes };
  return { ...key, index, ...moment(taken), categories, stored_bytes: storedBytes, places, facts };
}
