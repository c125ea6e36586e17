import { buildPages, buildTemplate } from '../../local/build.ts';

/** Builds what every council of the tests runs from, so that those that start side by side find it there. */
export async function setup(): Promise<void> {
  await buildPages();
  await buildTemplate();
}
