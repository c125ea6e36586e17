/** Where a file that a provider sent is answered. */
export function addressOfReturn(uploadId: string): string {
  return `/returns/${encodeURIComponent(uploadId)}`;
}
