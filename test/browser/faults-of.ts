import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What is wrong with a page as it stands: what axe finds, and whether it scrolls sideways. */
export async function faultsOf(page: Page): Promise<string[]> {
  // In the page itself: no page of ours has frames, and axe would open an empty page for each to add theirs up.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
    ...(Number(overflow) > 0 ? [`scrolls sideways by ${String(overflow)}`] : []),
  ];
}

/** A page without faults, narrow and wide; a picture of each where a folder for pictures is given. */
export async function isFaultless(page: Page, shot: string): Promise<void> {
  const folder = process.env['CARELEDGER_SHOTS'];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await faultsOf(page)).toEqual([]);
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/${shot}-${width}.png`, fullPage: true });
  }
}
