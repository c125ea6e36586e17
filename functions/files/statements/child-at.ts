import type { Element } from '../xml/read-elements.ts';

/** The first child along a path of names: `childAt(entry, 'Refs', 'EndToEndId')`. */
export function childAt(element: Element, ...names: readonly string[]): Element | undefined {
  let found: Element | undefined = element;
  for (const name of names) found = found?.children.find((child) => child.name === name);
  return found;
}
