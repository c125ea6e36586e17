import { refuseTooLong } from './statement-refusal.ts';

export type Line = { text: string; line: number };

/** The lines of a text, with a byte order mark and line ends of any system taken off. */
export function* linesOf(text: string): Generator<Line> {
  let line = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const ends = /\r\n|\n|\r/g;
  while (at < text.length) {
    ends.lastIndex = at;
    const end = ends.exec(text);
    const endsAt = end?.index ?? text.length;
    refuseTooLong(endsAt - at, line);
    yield { text: text.slice(at, endsAt), line };
    line += 1;
    at = endsAt + (end?.[0].length ?? 1);
  }
}
