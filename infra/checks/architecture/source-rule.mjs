const SOURCE = /^libs\/phones\/src\/(android|ios|folder)\//;

/** Inside `phones`, no kind of phone knows another: what two of them need is a room beside them. */
export function brokenSource(edge) {
  const from = SOURCE.exec(edge.from)?.[1];
  const to = edge.to === undefined ? undefined : SOURCE.exec(edge.to)?.[1];
  if (from === undefined || to === undefined || from === to) return undefined;
  return `the source ${from} reaches into ${to}; what both need is a room beside them`;
}
