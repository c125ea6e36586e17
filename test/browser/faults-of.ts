import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What is wrong with a page as it stands: what axe finds, and whether it scrolls sideways. */
export async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
    ...(Number(overflow) > 0 ? [`scrolls sideways by ${String(overflow)}`] : []),
  ];
}
