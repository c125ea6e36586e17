import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** A link is for the click that follows. */
const LINK_SECONDS = 300;

export type FileToSave = {
  bucket: string;
  key: string;
  /** The name it is saved under. */
  name: string;
  /** Of what somebody sent: what its bytes are, whatever its sender called them. */
  mediaType?: string;
  /** Of what somebody sent: the version that was judged. */
  versionId?: string | undefined;
};

/** A link, good for minutes, to a file to save, not to a page to open: a PDF or an XML file would run where the pages run. */
export function linkToSave(
  buckets: S3Client,
  { bucket, key, name, mediaType, versionId }: FileToSave,
): Promise<string> {
  const file = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    ResponseContentDisposition: `attachment; filename="${name}"`,
    ...(mediaType !== undefined && { ResponseContentType: mediaType }),
    ...(versionId !== undefined && { VersionId: versionId }),
  });
  return getSignedUrl(buckets, file, { expiresIn: LINK_SECONDS });
}
