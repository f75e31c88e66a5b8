/** SQL: an open gap `g` that its person can close, of no incident, under no exemption. Nobody is reminded of others. */
export const OWN_GAP = `g.closed_at IS NULL AND g.whose = 'employee' AND g.incident_id IS NULL AND g.exemption_id IS NULL
  AND g.code <> 'too-few-copies'`;
