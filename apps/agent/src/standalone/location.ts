import type { Location } from '@holdfast/storage';
import { folderLocation, s3Location } from '@holdfast/storage';
import type { S3Environment } from '../environment.js';
import { usage } from '../faults/fault.js';
import type { Place } from './place.js';

/** The location behind a place; S3 takes its credentials and endpoint from the environment, as the AWS tools do. */
export function locationOf(place: Place, s3: S3Environment): Location {
  if (place.kind === 'folder') return folderLocation(place.folder);
  if (s3.accessKeyId === undefined || s3.secretAccessKey === undefined) {
    throw usage(
      `There are no credentials for s3://${place.bucket}.`,
      "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_ENDPOINT_URL_S3 for a server that is not Amazon's.",
    );
  }
  return s3Location({
    bucket: place.bucket,
    prefix: place.prefix,
    region: s3.region,
    endpoint: s3.endpoint ?? `https://s3.${s3.region}.amazonaws.com`,
    credentials: {
      accessKeyId: s3.accessKeyId,
      secretAccessKey: s3.secretAccessKey,
      ...(s3.sessionToken === undefined ? {} : { sessionToken: s3.sessionToken }),
    },
  });
}
