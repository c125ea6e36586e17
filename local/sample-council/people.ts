import { type SampleCalendar, dayOf, isoOf } from './days.ts';
import { type Person, type Profile, type SampleOptions } from './model.ts';
import { address, personName } from './names.ts';
import { createPrng, nthOf, type Prng } from './prng.ts';

export const peopleColumns =
  'personId,name,dateOfBirth,dateOfDeath,addressLine1,addressLine2,town,postcode,nhsNumber,primarySupportReason,arAccount,arSite,billToName,billToAddress,billToAuthority,formatNeeds,restricted'.split(
    ',',
  );

// Of 120 people in a row; the order mixes them, so that any stretch of people looks like the whole county.
const SHARES: readonly (readonly [Profile, number])[] = [
  ['residential', 24],
  ['nursing', 13],
  ['home-care', 40],
  ['extra-care', 9],
  ['supported-living', 9],
  ['shared-lives', 3],
  ['foster', 2],
  ['direct-payment', 18],
  ['individual-fund', 2],
];
const DECK = deal();
const REASONS: Readonly<Record<Profile, readonly string[]>> = {
  residential: ['Support with memory and cognition', 'Physical support: personal care'],
  nursing: ['Physical support: personal care', 'Support with memory and cognition'],
  'home-care': [
    'Physical support: personal care',
    'Physical support: access and mobility',
    'Sensory support: dual impairment',
  ],
  'extra-care': ['Physical support: access and mobility'],
  'supported-living': ['Learning disability support', 'Mental health support'],
  'shared-lives': ['Learning disability support'],
  foster: ['Looked after child'],
  'direct-payment': [
    'Physical support: personal care',
    'Learning disability support',
    'Social support: support to carer',
  ],
  'individual-fund': ['Learning disability support'],
};
const YOUNG_ADULTS: readonly Profile[] = [
  'supported-living',
  'shared-lives',
  'direct-payment',
  'individual-fund',
];

export function buildPeople({ seed, people }: SampleOptions, calendar: SampleCalendar): Person[] {
  const nhsNumbers = testNhsNumbers();
  const ranks = new Map<Profile, number>();
  return Array.from({ length: people }, (_, index): Person => {
    const prng = createPrng(seed, `person/${index}`);
    const profile = nthOf(DECK, index);
    const rank = ranks.get(profile) ?? 0;
    ranks.set(profile, rank + 1);
    return {
      index,
      personId: `L${String(100_001 + index)}`,
      name: personName(prng, index),
      bornOn: bornOn(prng, profile, index, calendar),
      diedOn: undefined,
      address: address(prng, index),
      nhsNumber: nhsNumbers.next().value,
      profile,
      rank,
      restricted: restriction(index),
    };
  });
}

export function* peopleRows(people: readonly Person[]): Generator<string[]> {
  for (const person of people) yield personRow(person);
}

function personRow(person: Person): string[] {
  const { index, address: home } = person;
  const represented = index % 12 === 5;
  const billed = represented
    ? [
        `Mx ${person.name.split(' ').at(-1) ?? person.name} (representative)`,
        index % 24 === 5
          ? `${home.line1}, ${home.town}\n${home.postcode}`
          : `1 Court Row, ${home.town}, ${home.postcode}`,
        nthOf(['attorney', 'deputy', 'appointee'], index),
      ]
    : ['', '', ''];
  return [
    person.personId,
    person.name,
    isoOf(person.bornOn),
    person.diedOn === undefined ? '' : isoOf(person.diedOn),
    home.line1,
    home.line2,
    home.town,
    home.postcode,
    index % 31 === 30 ? '' : person.nhsNumber,
    nthOf(REASONS[person.profile], index),
    person.profile === 'foster' ? '' : `AR${String(500_000 + index)}`,
    person.profile === 'foster' ? '' : '1',
    ...billed,
    index % 17 === 4 ? nthOf(['large print', 'Easy Read', 'letters in Polish'], index) : '',
    person.restricted,
  ];
}

// Exactly two restricted records: one for whoever the setting names, one for two named users.
function restriction(index: number): string {
  if (index === 11) return 'yes';
  return index === 23 ? 'sam.manager leo.lead' : '';
}

function bornOn(prng: Prng, profile: Profile, index: number, calendar: SampleCalendar): number {
  if (profile === 'foster') return calendar.monthTo - prng.int(5 * 365, 17 * 365);
  if (index % 150 === 9) return dayOf('1944-02-29');
  const youngest = YOUNG_ADULTS.includes(profile) ? 19 : 58;
  const oldest = YOUNG_ADULTS.includes(profile) ? 64 : 99;
  return calendar.fyStart - prng.int(youngest * 365, oldest * 365);
}

/** NHS numbers of the range kept for tests (999…), with a true check digit. */
function* testNhsNumbers(): Generator<string, never> {
  for (let serial = 1; ; serial += 1) {
    const nine = `999${String(serial).padStart(6, '0')}`;
    const sum = Array.from(nine, Number).reduce((total, digit, place) => total + digit * (10 - place), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check !== 10) yield `${nine}${check}`;
  }
}

function deal(): Profile[] {
  const deck: Profile[] = [];
  for (let place = 0; place < 120; place += 1) {
    const missed = SHARES.map(([profile, share]) => ({
      profile,
      by: (share * (place + 1)) / 120 - deck.filter((dealt) => dealt === profile).length,
    }));
    deck.push(missed.reduce((most, one) => (one.by > most.by ? one : most)).profile);
  }
  return deck;
}
