/** An S3-compatible bucket, and below which prefix of it one repository lies. */
export interface S3Place {
  /** Origin of the service, `https://s3.eu-central-1.amazonaws.com` for example. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Empty, or a path without a slash at either end. */
  readonly prefix: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** `endpoint/bucket/key` (default; what self-hosted gateways serve) or `bucket.endpoint/key`. */
  readonly forcePathStyle?: boolean;
}

export const keyOf = (place: S3Place, name: string): string =>
  place.prefix ? `${place.prefix}/${name}` : name;

/** For people: never a credential. */
export const describeS3 = (place: S3Place): string =>
  `s3://${place.bucket}${place.prefix ? `/${place.prefix}` : ''} at ${place.endpoint}`;
