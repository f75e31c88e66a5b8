/** Why a policy covers somebody, for them to read. */
export const becauseOf = (
  policy: string,
  { groupName }: { readonly groupName: string | undefined },
): string =>
  groupName === undefined
    ? `“${policy}” is assigned to everybody in the company.`
    : `“${policy}” is assigned to the group “${groupName}”.`;
