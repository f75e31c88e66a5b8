/**
 * Starts a program of the person's desktop, never through a shell, and looks after it no further. Whether it did anything is
 * not known: what it shows is printed all the same.
 */
export function startApart(command: readonly string[] | undefined): void {
  const [program, ...arguments_] = command ?? [];
  if (program === undefined) return;
  const child = process
    .getBuiltinModule('node:child_process')
    .spawn(program, arguments_, { stdio: 'ignore', detached: true, shell: false });
  child.on('error', () => undefined);
  child.unref();
}
