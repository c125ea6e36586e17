import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Files for the import figures: people, and packages that refer to them. Invented, and large rather than lifelike. */

const PEOPLE_PER_PACKAGE = 0.3;
const PROVIDERS = 300;

export const smallFiles = {
  'service-types/types.csv': 'serviceType,unit,basis,costSign,paymentSign\nhome-care,hour,actuals,1,1\n',
  'providers/providers.csv': `providerId,name\n${Array.from({ length: PROVIDERS }, (_, at) => `P${at},Provider ${at}`).join('\n')}\n`,
};

export async function writePeople(path: string, packages: number): Promise<void> {
  const people = Math.ceil(packages * PEOPLE_PER_PACKAGE);
  await writeLines(
    path,
    'personId,name,dateOfBirth,postcode',
    people,
    (at) => `U${at},Person Number${at},1941-02-03,ZZ1 2AB`,
  );
}

/** `turn` makes another file with other bytes and the same rows. */
export async function writePackages(path: string, packages: number, turn: number): Promise<void> {
  const people = Math.ceil(packages * PEOPLE_PER_PACKAGE);
  const heading =
    'packageId,personId,providerId,serviceType,startDate,endDate,unitsPerWeek,rate,funding,contract,costCentre,purchaseOrder';
  await writeLines(path, heading, packages, (at) => {
    const units = turn % 2 === 0 ? `${(at % 40) + 1}` : `${(at % 40) + 1}.0`;
    return `PK${at},U${at % people},P${at % PROVIDERS},home-care,2026-04-01,,${units},${20 + (at % 9)}.45,care-act,LOT${at % 7},CC${at % 31},PO${at}`;
  });
}

async function writeLines(
  path: string,
  heading: string,
  count: number,
  line: (at: number) => string,
): Promise<void> {
  const file = createWriteStream(path);
  let block = `${heading}\n`;
  for (let at = 0; at < count; at += 1) {
    block += `${line(at)}\n`;
    if (block.length > 1_000_000) {
      if (!file.write(block)) await once(file, 'drain');
      block = '';
    }
  }
  file.end(block);
  await once(file, 'finish');
}
