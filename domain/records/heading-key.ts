/** Headings are the same in any case, with or without spaces and underscores. */
export function headingKey(heading: string): string {
  return heading.toLowerCase().replaceAll(/[\s_]/g, '');
}

/** `ClientID`, `client_id` and `Client Id.` as the words they are. */
export function headingWords(heading: string): string {
  return heading
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9£]+/g, ' ')
    .trim();
}
