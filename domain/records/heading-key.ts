/** Headings are the same in any case, with or without spaces and underscores. */
export function headingKey(heading: string): string {
  return heading.toLowerCase().replaceAll(/[\s_]/g, '');
}
