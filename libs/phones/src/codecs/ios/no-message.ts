/** The other side of an iPhone's wire sent what its protocol does not allow: the connection cannot be used any more. */
export class NoMessage extends Error {
  override readonly name = 'NoMessage';
}
