import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const DOORS = {
  contracts: ['.'],
  policy: ['.'],
  storage: ['.', './maintenance'],
  phones: ['.', './codecs'],
  'phone-simulator': ['.'],
};

/** Writes a small checkout with the rooms' doors and the given files, and gives its folder to `look`. Cleans up. */
export function inTree(files, look) {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-architecture-'));
  const write = (file, text) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  try {
    for (const [room, doors] of Object.entries(DOORS)) {
      const exports = doors.map((door) => [
        door,
        { default: `./dist/${door === '.' ? 'index' : door.slice(2)}.js` },
      ]);
      write(`libs/${room}/package.json`, JSON.stringify({ exports: Object.fromEntries(exports) }));
      for (const door of doors) write(`libs/${room}/src/${door === '.' ? 'index' : door.slice(2)}.ts`, '');
    }
    for (const [file, text] of Object.entries(files)) write(file, text);
    return look(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
