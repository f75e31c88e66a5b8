import type { PullSource } from '@holdfast/contracts';

/** One line of a manifest: path, kind, octal mode or `-`, time in ns, size, SHA-256 or target. */
export function manifestLine(
  entry: {
    readonly path: readonly Uint8Array[];
    readonly kind: 'file' | 'directory' | 'symlink';
    readonly mode?: number | undefined;
    readonly mtimeNs: bigint;
    readonly size: bigint;
    readonly linkTarget?: Uint8Array | undefined;
  },
  sha256?: string,
): string;

/** The lines of all that a source holds, sorted. */
export function manifestOf(source: PullSource): Promise<string>;
