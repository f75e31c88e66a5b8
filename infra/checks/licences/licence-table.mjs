import { CARRIED_BINARIES } from './known-licences.mjs';

/** `docs/licences.md`: every package once per version, those that are given away first. */
export function licenceTable(packages) {
  const given = packages.filter((entry) => !entry.development);
  const tools = packages.filter((entry) => entry.development);
  return `# Licences

Generated from \`package-lock.json\` by \`node infra/checks/licences/write.mjs\`; \`npm run check\` holds it. Holdfast itself is
under Apache-2.0. It bundles no binary of Google or Apple: \`adb\` and Chromium come from the machine's own packages.

## What is given away with Holdfast

${table(given)}

## What packages carry beside their own code

| package | carries | terms |
| --- | --- | --- |
${CARRIED_BINARIES.map((entry) => `| ${entry.package} | ${entry.carries} | ${entry.terms} |`).join('\n')}

## What builds and tests it

${table(tools)}
`;
}

function table(packages) {
  const rows = packages.map(
    (entry) => `| ${entry.name} | ${entry.version} | ${entry.licence ?? 'unknown'} |`,
  );
  return ['| package | version | licence |', '| --- | --- | --- |', ...new Set(rows)].join('\n');
}
