import { expect, it } from 'vitest';
import { element } from '../../../../functions/files/payments/bank/xml-text.ts';

it('writes what came from outside so that it cannot become an element', () => {
  expect(element('Nm', 'A & "B" <C>').xml).toBe('<Nm>A &amp; &quot;B&quot; &lt;C&gt;</Nm>');
});
