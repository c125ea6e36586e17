import { type SampleCalendar, dayOf } from './days.ts';
import { type Funding, type Person, type ServiceTypeCode } from './model.ts';
import { type Prng } from './prng.ts';

const WEEKS_OF_REABLEMENT = 6;

/** A package as a social worker asks for it; the provider and the price are found later. */
export type Order = {
  serviceType: ServiceTypeCode;
  startOn: number;
  endOn?: number | undefined;
  /** Weekly units in hundredths; visit packages take theirs from the visit plan. */
  units?: number;
  secondPackage?: boolean;
  funding?: Funding;
};

type Desk = { calendar: SampleCalendar; prng: Prng; person: Person; add: (order: Order) => void };

/** What this person receives. Shares go by the person's rank in the profile, so that they hold at every size. */
export function commission({ calendar, prng, person, add }: Desk): void {
  const { rank, profile } = person;
  const { goLive, monthTo, previousFyStart } = calendar;
  const early = previousFyStart + prng.int(0, 330);
  switch (profile) {
    case 'residential':
    case 'nursing':
      moveIntoHome({ calendar, prng, person, add });
      return;
    case 'home-care':
      add({ serviceType: 'home-care', startOn: early, ...homeCareFunding(rank, calendar) });
      if (rank % 2 === 0) add({ serviceType: 'home-care', startOn: early + 14, secondPackage: true });
      if (rank % 4 === 1) add({ serviceType: 'day-care', startOn: early + 30 });
      if (rank % 7 === 2)
        add({
          serviceType: 'respite',
          startOn: goLive + (rank % 20),
          endOn: goLive + (rank % 20) + (rank % 3) * 3,
          units: 700,
        });
      if (rank % 10 === 3) add({ serviceType: 'sleep-in', startOn: early + 60, units: 200 });
      if (rank % 8 === 4) buyOnce({ calendar, prng, person, add });
      if (rank % 5 === 0) add({ serviceType: 'home-care', startOn: early - 400, endOn: early - 1 });
      return;
    case 'extra-care':
      add({ serviceType: 'extra-care', startOn: early });
      if (rank % 3 === 0) add({ serviceType: 'home-care', startOn: early - 300, endOn: early - 1 });
      if (rank % 6 === 1) add({ serviceType: 'day-care', startOn: early + 10 });
      return;
    case 'supported-living':
      add({
        serviceType: 'supported-living',
        startOn: early - 700,
        units: prng.int(28, 84) * 100,
        ...jointFunding(rank),
      });
      if (rank % 2 === 0) add({ serviceType: 'day-care', startOn: early });
      if (rank % 2 === 1) add({ serviceType: 'transport', startOn: early, units: prng.int(8, 60) * 100 });
      if (rank % 6 === 2) add({ serviceType: 'sleep-in', startOn: early, units: 700 });
      return;
    case 'shared-lives':
      // One placement began on a leap day.
      add({ serviceType: 'shared-lives', startOn: rank === 0 ? dayOf('2024-02-29') : early, units: 100 });
      if (rank % 2 === 0) add({ serviceType: 'day-care', startOn: early });
      if (rank % 3 === 0) add({ serviceType: 'transport', startOn: early, units: 1250 });
      if (rank % 3 === 1)
        add({ serviceType: 'respite', startOn: goLive + 8, endOn: goLive + 14, units: 700 });
      return;
    case 'foster':
      add({ serviceType: 'foster', startOn: early, units: 100 });
      if (rank % 2 === 0) buyOnce({ calendar, prng, person, add });
      if (rank % 3 === 0) add({ serviceType: 'transport', startOn: early, units: 4000 });
      return;
    case 'direct-payment':
      // One night is a lawful stay.
      if (rank % 8 === 0) add({ serviceType: 'respite', startOn: goLive + 3, endOn: goLive + 3, units: 100 });
      if (rank % 8 === 4) buyOnce({ calendar, prng, person, add });
      return;
    case 'individual-fund':
      add({
        serviceType: 'direct-payment',
        startOn: early,
        endOn: rank % 10 === 9 ? monthTo + 60 : undefined,
        units: 100,
      });
  }
}

function moveIntoHome({ calendar, prng, person: { rank, profile }, add }: Desk): void {
  const serviceType = profile === 'nursing' ? 'nursing' : 'residential';
  // Every sixth placement is younger than twelve weeks when the council goes live; the rest are older.
  const movedInOn =
    rank % 6 === 5 ? calendar.goLive - prng.int(10, 75) : calendar.fyStart - prng.int(-60, 900);
  // Some ended before go-live, some end inside the sample month: both are ordinary history.
  const leftOn =
    rank % 15 === 14
      ? calendar.goLive - prng.int(20, 60)
      : rank % 15 === 7
        ? calendar.monthFrom + prng.int(5, 20)
        : undefined;
  const stays = leftOn === undefined || leftOn > movedInOn + 28;
  if (rank % 5 < 2)
    add({ serviceType: 'home-care', startOn: movedInOn - prng.int(60, 400), endOn: movedInOn - 1 });
  if (profile === 'nursing' && rank % 4 === 2)
    add({ serviceType: 'residential', startOn: movedInOn - 300, endOn: movedInOn - 1, units: 100 });
  add({
    serviceType,
    startOn: movedInOn,
    endOn: stays ? leftOn : undefined,
    units: 100,
    ...homeFunding(rank),
  });
  if (rank % 6 === 3) add({ serviceType: 'one-off', startOn: movedInOn, endOn: movedInOn, units: 100 });
}

function buyOnce({ calendar, prng, add }: Desk): void {
  const boughtOn = calendar.monthFrom + prng.int(0, 25);
  add({ serviceType: 'one-off', startOn: boughtOn, endOn: boughtOn, units: 100 });
}

function homeFunding(rank: number): { funding: Funding } {
  return {
    funding: rank % 17 === 4 ? 's117' : rank % 13 === 6 ? 'chc' : rank % 11 === 8 ? 'joint' : 'care-act',
  };
}

function jointFunding(rank: number): { funding: Funding } {
  return { funding: rank % 4 === 3 ? 'joint' : rank % 9 === 4 ? 's117' : 'care-act' };
}

/** Reablement is short and free; its six weeks end inside the sample month. Others begin inside it. */
function homeCareFunding(rank: number, { monthFrom }: SampleCalendar): Partial<Order> {
  if (rank % 25 === 12) return { startOn: monthFrom + 8 };
  if (rank % 25 !== 18) return { funding: rank % 40 === 9 ? 'chc' : rank % 40 === 29 ? 's117' : 'care-act' };
  const startOn = monthFrom - 25;
  return { funding: 'reablement', startOn, endOn: startOn + WEEKS_OF_REABLEMENT * 7 - 1 };
}
