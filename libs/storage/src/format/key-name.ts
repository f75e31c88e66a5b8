/** What stands where a wrap has its recipient: no recipient's id is without the digits of its key. */
export const ROSTER = 'roster';

/** `keys/<epoch, 8 digits>/<recipient>/<sha256>`. */
export function keyName(epoch: number, recipient: string, sha256: string): string {
  return `keys/${String(epoch).padStart(8, '0')}/${recipient}/${sha256}`;
}

/** What the name of an object below `keys/` says of it; whoever runs the location may have chosen it. */
export function partsOfKeyName(name: string): { readonly epoch: number; readonly recipient: string } {
  const [, epoch, recipient = ''] = name.split('/');
  return { epoch: Number(epoch), recipient };
}
