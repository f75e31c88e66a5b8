/**
 * Where a thread's program lies, built. Specs run this library from its sources, and a thread cannot: it is started
 * from `dist`, which the specs' set-up builds.
 *
 * @param here `import.meta.url` of the module beside it
 */
export function threadFile(name: string, here: string): URL {
  const built = here.endsWith('.ts') ? here.replace(/\/src\/(?=[^/]+\/[^/]+$)/, '/dist/') : here;
  return new URL(`${name}.js`, built);
}
