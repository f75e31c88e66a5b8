/** How the device link numbers what a file system refuses (libimobiledevice and pymobiledevice3 name the same). */
export const REFUSED = {
  notFound: -6,
  exists: -7,
  notDirectory: -8,
  isDirectory: -9,
  loop: -10,
  io: -11,
  noSpace: -15,
} as const;

/** Something that the phone asked for cannot be done; it is told so, and the conversation goes on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export const notFound = (): Refusal => new Refusal(REFUSED.notFound, 'No such file or directory');
export const isDirectory = (): Refusal => new Refusal(REFUSED.isDirectory, 'Is a directory');

/** A sink refuses what is not there, or is something else than was taken for granted. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'source-refused';
