import { useLayoutEffect, useState } from 'preact/hooks';
import { officerDecisionNames, officerDecisions, type OfficerDecision } from './return-words.ts';

const BOX = 'input[data-line]';

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(BOX)];
}

/** The line whose box an element is. */
export function boxOf(element: Element | null): number | null {
  const line = element?.closest('tr')?.querySelector<HTMLInputElement>(BOX)?.dataset['line'];
  return line === undefined ? null : Number(line);
}

export function focusLine(line: number | null): void {
  boxes()
    .find((box) => box.dataset['line'] === String(line))
    ?.focus();
}

/** Puts the focus on the line at a place of the list, or on the last there is. */
export function focusPlace(place: number): void {
  const all = boxes();
  all[Math.min(place, all.length - 1)]?.focus();
}

/** The place in the list of the line that has the focus. */
function placeOfFocus(): number | null {
  const focused = boxOf(document.activeElement);
  const place = boxes().findIndex((box) => box.dataset['line'] === String(focused));
  return place === -1 ? null : place;
}

function move(step: 1 | -1): void {
  const place = placeOfFocus();
  if (place === null) focusPlace(0);
  else if (place + step >= 0) focusPlace(place + step);
}

type Acts = {
  decide: (decision: OfficerDecision) => void;
  everyLine: () => void;
  next: (() => void) | undefined;
  isOn: boolean;
};
export type LineKeys = { isOn: boolean; turn: (isOn: boolean) => void };

/**
 * Single keys that move between lines and decide. They can be turned off, and rest while somebody types (WCAG 2.1.4); the
 * arrows move only from line to line, so that they scroll the page everywhere else.
 */
export function useLineKeys({ decide, everyLine, next, isOn }: Acts): LineKeys {
  const [wanted, setWanted] = useState(remembered);
  // Before the next key can come: a key that still met the acts of the last look would forget what was just selected.
  useLayoutEffect(() => {
    if (!isOn || !wanted) return;
    const act = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (actOf(event.key, { decide, everyLine, next })) event.preventDefault();
    };
    window.addEventListener('keydown', act);
    return () => {
      window.removeEventListener('keydown', act);
    };
  });
  return {
    isOn: wanted,
    turn: (to) => {
      remembered = to;
      setWanted(to);
    },
  };
}

/** For as long as the pages stay open: who turns the keys off on one return has them off on the next. */
let remembered = true;

function actOf(key: string, { decide, everyLine, next }: Omit<Acts, 'isOn'>): boolean {
  const isOnLine = placeOfFocus() !== null;
  if (key === 'j' || (key === 'ArrowDown' && isOnLine)) move(1);
  else if (key === 'k' || (key === 'ArrowUp' && isOnLine)) move(-1);
  else if (key === 'e') everyLine();
  else if (key === 'n' && next !== undefined) next();
  else {
    const decision = officerDecisionNames.find((name) => officerDecisions[name].key === key);
    if (decision === undefined) return false;
    decide(decision);
  }
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && target.type === 'text';
}
