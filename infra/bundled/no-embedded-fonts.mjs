/**
 * Stands in a bundle for `fontkit`, which reads font files and is half of what a bundle may weigh. Ours embed none: pages
 * are set in fonts that every reader of PDF has.
 */
export function create() {
  throw new Error('No font is embedded: use one of the standard fonts of PDF.');
}
