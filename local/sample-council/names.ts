import { nthOf, type Prng } from './prng.ts';

// Places and surnames are put together from syllables, so that no list of real residents or firms is copied.
const STEMS =
  'Ald Ash Bram Carn Dun Ell Fen Gar Hath Ing Kel Lang Marl Nor Oak Pem Quar Rav Sel Thorn Ulver Wen Yar'.split(
    ' ',
  );
const ENDINGS = 'by combe dale den field ford ham holt ley mere more stow well wick worth'.split(' ');
const GIVEN =
  'Ada Alan Amina Anne Arun Beth Brian Carol Chen Colin Dawn Derek Edna Eric Farah Fiona George Grace Harold Hassan Iris Ivan Jean Joan Karim Kay Leon Lily Mabel Mina Nadia Norman Olive Omar Pearl Peter Queenie Ravi Rose Ruth Samir Sheila Tariq Thelma Una Victor Wendy Yusuf Zara'.split(
    ' ',
  );
const ODD_NAMES = [
  "Maeve O'Fenwick",
  'Zoë Brandereth',
  'Siân ap Thornley',
  'Ravdale, Ada (Mrs)',
  'José de la Mèremore',
  'Łucja Wenholt',
  'Anne-Marie Oakwell-Selby',
  'D’Arvelle Garstow',
  'Noor',
  'Jürgen "Jim" Yarwick',
];
const STREETS = 'Church Mill Station Park Orchard Meadow Chapel Canal Quarry Lark Heron Willow'.split(' ');
const STREET_KINDS = 'Street Lane Road Close Way Rise'.split(' ');
const TOWNS = 'Larkminster Fennoway Quarrelby Thornmouth Selstow Ulverdene Marlhampton Yarcombe'.split(' ');
// C, I, K, M, O and V are never used in the last part of a postcode; ZZ is an area that is not issued.
const INWARD = 'A B D E F G H J L N P Q R S T U W X Y Z'.split(' ');

export type Address = { line1: string; line2: string; town: string; postcode: string };

export function surname(prng: Prng): string {
  return prng.pick(STEMS) + prng.pick(ENDINGS);
}

/** Every fortieth person carries a name that trips careless readers: apostrophe, accent, comma, quotes, one word. */
export function personName(prng: Prng, index: number): string {
  if (index % 40 === 7) return nthOf(ODD_NAMES, Math.floor(index / 40));
  return `${prng.pick(GIVEN)} ${surname(prng)}`;
}

export function place(prng: Prng): string {
  return surname(prng);
}

export function address(prng: Prng, index: number): Address {
  const street = `${prng.int(1, 180)} ${prng.pick(STREETS)} ${prng.pick(STREET_KINDS)}`;
  const postcode = `ZZ${prng.int(1, 20)} ${prng.int(1, 9)}${prng.pick(INWARD)}${prng.pick(INWARD)}`;
  const line2 = index % 9 === 0 ? `Flat ${prng.int(1, 12)}, ${surname(prng)} Court` : '';
  return {
    line1: index % 97 === 3 ? `The Annexe\n${street}` : street,
    line2,
    town: prng.pick(TOWNS),
    postcode,
  };
}
