/** The databases in an iPhone's backup. */
export interface IosDatabases {
  /**
   * A private plain copy of a file of the backup, with its `-wal` beside it if it has one; `undefined` where the backup has
   * none. `relativePath` is slash-separated, below the domain. The domain `''` is the backup's own folder (`Info.plist`,
   * `Manifest.plist`). The copy stays until the records have been read.
   */
  file(domain: string, relativePath: string): Promise<string | undefined>;
}
