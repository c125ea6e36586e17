import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Page, type Request } from 'playwright-core';
import { startRuntime, type Runtime } from '../../local/runtime.ts';

const CHROMIUM_FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A small council as its extracts say it, in an order in which every row finds what it names. */
export const extracts = {
  'service-types': `serviceType,description,unit,basis,costSign,paymentSign,careHome
residential,Residential care,week,plan,1,1,yes
home-care,Home care,hour,actuals,1,1,no
`,
  providers: `providerId,name,kind,settlementRoute,supplierNumber
P001,Rosewood House,organisation,ledger,700123
P002,Thrush Homes,organisation,ledger,700124
`,
  'rate-cards': `rateCardId,serviceType,visitMinutes,dayType,rate,from
RC1,home-care,30,weekday,14.20,2024-04-01
RC1,home-care,30,sunday,15.90,2024-04-01
`,
  people: `personId,name,dateOfBirth,town,postcode
U1,Ann Thwaite,1940-01-02,Larkford,LK4 2QT
U2,Bo Ó Faoláin,1951-03-04,Larkford,LK4 3QT
`,
  'care-packages': `packageId,personId,providerId,serviceType,startDate,endDate,unitsPerWeek,rate,rateCardId,funding
PK1,U1,P001,residential,2024-06-17,,1,853.17,,care-act
PK2,U2,P002,home-care,2024-06-17,,14.5,,RC1,care-act
`,
  contributions: `contributionId,personId,packageId,kind,startDate,endDate,weeklyAmount,collector,status
C1,U1,PK1,weeks-13-plus,2024-06-17,,440.87,provider,active
`,
  'direct-payment-agreements': `agreementId,personId,payeeName,frequency,startDate,weeklyBudget,weeklyContribution
A1,U2,Bo Ó Faoláin,four-weekly,2025-04-07,412.30,35.20
`,
} as const;

export type Council = {
  runtime: Runtime;
  /** A page of someone who has signed in as people do, by the sign-in page, and now looks at an address. */
  openAs: (user: string, address?: string, width?: number) => Promise<Page>;
  /** Asks the API as a script would. */
  ask: (user: string, address: string) => Promise<unknown>;
  send: (user: string, address: string, body: unknown, method?: 'POST' | 'PUT') => Promise<unknown>;
  stop: () => Promise<void>;
};

/**
 * Starts everything and a browser, with the small council's extracts in it unless it shall be empty. What depends on the
 * day is asked on a day of its own.
 */
export async function openCouncil({
  empty = false,
  ...day
}: { empty?: boolean; today?: string } = {}): Promise<Council> {
  const runtime = await startRuntime({ port: 0, sample: 'none', retrySeconds: 1, ...day });
  let browser: Browser;
  try {
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: CHROMIUM_FLAGS,
    });
    if (!empty)
      for (const [kind, text] of Object.entries(extracts)) await drop(runtime, `${kind}/${kind}.csv`, text);
  } catch (error) {
    await runtime.stop();
    throw error;
  }
  const request = async (
    user: string,
    address: string,
    { headers, ...asked }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
  ): Promise<unknown> => {
    const token = await fetch(`${runtime.url}/local/token`, {
      method: 'POST',
      body: JSON.stringify({ user }),
    });
    const { access_token: accessToken } = (await token.json()) as { access_token: string };
    const answer = await fetch(runtime.url + address, {
      ...asked,
      headers: { ...headers, authorization: `Bearer ${accessToken}` },
    });
    return answer.json();
  };
  return {
    runtime,
    openAs: async (user, address = '/', width = 1280) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-GB' });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      countRequests(page);
      await page.goto(runtime.url + address);
      await page.locator(`button[value="${user}"]`).click();
      await page.locator('.app-header').waitFor();
      await settled(page);
      return page;
    },
    ask: (user, address) => request(user, address, {}),
    send: (user, address, body, method = 'POST') =>
      request(user, address, {
        method,
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      }),
    stop: async () => {
      await browser.close();
      await runtime.stop();
    },
  };
}

/** Puts a file into the inbox without a browser and waits until it has been read. */
export async function drop(runtime: Runtime, key: string, text: string): Promise<void> {
  const stored = await fetch(`${runtime.url}/local/inbox/${key}`, { method: 'PUT', body: text });
  if (!stored.ok) throw new Error(await stored.text());
  // The event of a stored object comes a moment after the answer.
  await sleep(200);
  await runtime.waitUntilIdle();
}

/** Live from a day on: proposed by one administrator, in force by the other. */
export async function goLive(council: Council, day: string): Promise<void> {
  const change = { value: day, reason: 'As the test says' };
  for (const user of ['ada.admin', 'art.admin'])
    await council.send(user, '/v1/settings/go-live', change, 'PUT');
}

/** Waits until a page shows what it read. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator('.app-loading').first().waitFor({ state: 'detached' });
  // Names are read after the page stands; leaving while one is on its way would be a broken connection to the server.
  const started = Date.now();
  let quietSince = started;
  while (Date.now() - quietSince < QUIET_MILLISECONDS) {
    await sleep(20);
    if ((underWay.get(page)?.size ?? 0) > 0) quietSince = Date.now();
    if (quietSince - started > MOST_MILLISECONDS) throw new Error('the page never stops asking the server');
  }
  // A page whose script came late begins to load its records only now.
  await page.locator('.app-loading').first().waitFor({ state: 'detached' });
}

/** A page that asked for nothing so long has what it shows. */
const QUIET_MILLISECONDS = 120;
const MOST_MILLISECONDS = 30_000;
const underWay = new WeakMap<Page, Set<Request>>();

function countRequests(page: Page): void {
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on('request', (request) => requests.add(request));
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/** Lets files fall onto the drop zone, as from a folder beside the browser. */
export async function dropOntoPage(
  page: Page,
  files: readonly { name: string; text: string }[],
): Promise<void> {
  const dropped = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); for (const { name, text } of ${JSON.stringify(files)}) data.items.add(new File([text], name, { type: 'text/csv' })); return data; })()`,
  );
  await page.dispatchEvent('.app-drop', 'dragover', { dataTransfer: dropped });
  await page.dispatchEvent('.app-drop', 'drop', { dataTransfer: dropped });
}

/** The text of a file that a click saves. */
export async function savedBy(page: Page, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return readFileSync(await download.path(), 'utf8');
}
