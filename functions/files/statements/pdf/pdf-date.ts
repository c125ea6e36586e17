const written = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-])(\d{2})'?(\d{2})?)?/;

/** A moment as PDF writes it, `D:20260105093000+01'00'` (ISO 32000-1, 7.9.4); null where it is none. */
export function readPdfDate(text: string | null): string | null {
  const [
    match,
    year = '',
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    ...zone
  ] = written.exec(text ?? '') ?? [];
  if (match === undefined) return null;
  const [zoneHours = '00', zoneMinutes = '00'] = zone;
  const offset = sign === undefined ? 'Z' : `${sign}${zoneHours}:${zoneMinutes}`;
  const moment = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}
