/** An element as text, in which all that came from outside is escaped. */
export type Element = { readonly xml: string };

/** `element('Nm', 'A & B')` is `<Nm>A &amp; B</Nm>`. */
export function element(name: string, ...content: (string | Element)[]): Element {
  return { xml: `<${name}>${innerXml(content)}</${name}>` };
}

/** An amount of money names its currency. */
export function amountElement(name: string, currency: 'GBP', amount: string): Element {
  return { xml: `<${name} Ccy="${currency}">${escaped(amount)}</${name}>` };
}

export function xmlDocument(name: string, namespace: string, ...content: Element[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${namespace}">${innerXml(content)}</${name}>\n`;
}

function innerXml(content: readonly (string | Element)[]): string {
  return content.map((part) => (typeof part === 'string' ? escaped(part) : part.xml)).join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
