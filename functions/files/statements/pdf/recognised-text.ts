import type { PdfItem, PdfPage, PdfText } from './pdf-text.ts';

/** A place on the picture of a page, as parts of its width and height from its upper left corner. */
export type Corner = { x: number; y: number };

/** A word as it was recognised on the picture of a page. */
export type RecognisedWord = {
  page: number;
  text: string;
  /** From 0 to 100. */
  confidence: number;
  /** From the upper left one clockwise, as the word is read: on a page that lies on its side they are turned with it. */
  corners: readonly [Corner, Corner, Corner, Corner];
};

/** Makes of recognised words what the text of a PDF is: straight lines of items, in points, page by page. */
export function recognisedText(words: readonly RecognisedWord[], pages: readonly PdfPage[]): PdfText {
  const ofPage = Map.groupBy(words, ({ page }) => page);
  return { pages: pages.map((page) => ({ ...page, items: itemsOf(ofPage.get(page.page) ?? [], page) })) };
}

/** Some scanners call their pixels points, so that a page is taken for A4 (ISO 216), whose short side is 210 mm. */
const SHORT_SIDE_POINTS = 595.28;

type Box = { word: RecognisedWord; left: number; right: number; top: number; bottom: number };

function itemsOf(words: readonly RecognisedWord[], { width, height }: PdfPage): PdfItem[] {
  const scale = SHORT_SIDE_POINTS / Math.min(width, height);
  const inPoints = ({ x, y }: Corner): Corner => ({ x: x * width * scale, y: y * height * scale });
  const placed = words.map((word) => ({ word, corners: word.corners.map(inPoints) }));
  const tilt = tiltOf(placed);
  const boxes = placed.map(({ word, corners }) => boxOf(word, corners.map(turnedBack(tilt))));
  // A page that is turned back may come to lie left of where it was.
  const offset = Math.min(0, ...boxes.map(({ left }) => left));
  return rowsOf(boxes).flatMap((row) => itemsOfRow(row, offset));
}

type Placed = { word: RecognisedWord; corners: readonly Corner[] };

/** By how much the words of a page rise or fall: what half of their letters say, since short words waver. */
function tiltOf(placed: readonly Placed[]): number {
  const tilts = placed
    .flatMap(({ word, corners: [from, to] }) =>
      from === undefined || to === undefined
        ? []
        : [{ angle: Math.atan2(to.y - from.y, to.x - from.x), letters: word.text.length }],
    )
    .toSorted((one, other) => one.angle - other.angle);
  let left = tilts.reduce((sum, { letters }) => sum + letters, 0) / 2;
  for (const { angle, letters } of tilts) {
    left -= letters;
    if (left <= 0) return angle;
  }
  return 0;
}

function turnedBack(angle: number): (corner: Corner) => Corner {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  return ({ x, y }) => ({ x: x * cosine + y * sine, y: y * cosine - x * sine });
}

function boxOf(word: RecognisedWord, corners: readonly Corner[]): Box {
  const [across, down] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return {
    word,
    ...{ left: Math.min(...across), right: Math.max(...across) },
    ...{ top: Math.min(...down), bottom: Math.max(...down) },
  };
}

/** The middles of words of one line differ by less than this part of their height: `gypsy` lies lower than `1st`. */
const SAME_LINE = 0.4;

function rowsOf(boxes: readonly Box[]): Box[][] {
  const rows: Box[][] = [];
  for (const box of boxes.toSorted((one, other) => middleOf(one) - middleOf(other))) {
    const row = rows.at(-1);
    if (row !== undefined && isInRow(box, row)) row.push(box);
    else rows.push([box]);
  }
  return rows;
}

function isInRow(box: Box, row: readonly Box[]): boolean {
  const height = Math.max(heightOf(box), meanOf(row.map(heightOf)));
  return Math.abs(middleOf(box) - meanOf(row.map(middleOf))) <= SAME_LINE * height;
}

/** The boxes end where the letters do, so that the tallest of a line tells its size, and their mean where it stands. */
function itemsOfRow(row: readonly Box[], offset: number): PdfItem[] {
  const height = Math.max(...row.map(heightOf));
  const y = meanOf(row.map(({ bottom }) => bottom));
  return row.map(({ word: { text, confidence }, left, right }) => ({
    ...{ text, x: left - offset, y, width: right - left, height, font: RECOGNISED, confidence },
  }));
}

/** A picture does not say which fonts it was printed in. */
const RECOGNISED = 'recognised';

const middleOf = ({ top, bottom }: Box) => (top + bottom) / 2;
const heightOf = ({ top, bottom }: Box) => bottom - top;
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
