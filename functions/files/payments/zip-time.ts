/** Zip entries carry the local time of their making: this one is the same wherever and whenever the file is made. */
export function earliestZipTime(): Date {
  return new Date(1980, 0, 1);
}
