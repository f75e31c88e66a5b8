import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * A tree as comparable lines: hex path, kind, permission bits, mtime in microseconds, digest or link target.
 * Node sets times through a double, which holds a time of today to about 0.2 microseconds. */
export function describeTree(root: string): string[] {
  const lines: string[] = [];
  const visit = (path: Buffer, shown: string): void => {
    const { mode, mtimeNs } = lstatSync(path, { bigint: true });
    const bits = (mode & 0o7777n).toString(8);
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) {
      lines.push(`${shown} link ${readlinkSync(path, { encoding: 'buffer' }).toString('hex')}`);
    } else if (stat.isDirectory()) {
      lines.push(`${shown} folder ${bits} ${microseconds(mtimeNs)}`);
      for (const name of readdirSync(path, { encoding: 'buffer' }).sort(Buffer.compare)) {
        visit(Buffer.concat([path, Buffer.from('/'), name]), `${shown}/${name.toString('hex')}`);
      }
    } else {
      lines.push(
        `${shown} file ${bits} ${microseconds(mtimeNs)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`,
      );
    }
  };
  visit(Buffer.from(root), '');
  // The root is the target that a person named; its own bits and time are theirs.
  return lines.slice(1);
}

const microseconds = (mtimeNs: bigint): bigint => (mtimeNs + (mtimeNs < 0n ? -500n : 500n)) / 1000n;
