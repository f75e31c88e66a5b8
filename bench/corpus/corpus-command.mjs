import { writeTree } from './write-tree.mjs';

/** Writes one day of the corpus into a folder and says what it wrote. */
export async function corpusCommand({ out, size, seed, day }, signal) {
  const began = performance.now();
  const { files, bytes, written } = await writeTree(out, { size, seed, day }, signal);
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(
    `${out} holds day ${day} of seed ${seed}: ${files} files, ${bytes} bytes; ` +
      `${written} bytes written in ${seconds.toFixed(1)} s\n`,
  );
  return 0;
}
