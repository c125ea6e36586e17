import { Jump } from '../statements/jump.tsx';
import type { CaseDesk } from './case-desk.ts';

/** The parts of the page, for whoever knows which one they want. */
export function CaseContents({ desk: { shown } }: { desk: CaseDesk }) {
  const parts = [
    { to: 'balance', text: 'Balance' },
    { to: 'findings', text: 'Findings' },
    { to: 'plan', text: 'Plan beside spending' },
    { to: 'conclude', text: shown.conclusion === null ? 'Conclude' : 'Conclusion' },
    ...(hasRecovery(shown) ? [{ to: 'recover', text: 'Asking money back' }] : []),
    { to: 'money', text: 'What is left over' },
    { to: 'papers', text: 'Papers' },
    { to: 'view', text: 'Social worker' },
    { to: 'refer', text: 'Referral' },
    { to: 'transactions', text: 'Transactions' },
    { to: 'history', text: 'History' },
    { to: 'letters', text: 'Letters' },
  ];
  return (
    <nav aria-label="On this page">
      <ul class="app-places app-contents">
        {parts.map(({ to, text }) => (
          <li key={to}>
            <Jump to={to}>{text}</Jump>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Money is asked back by what a case was concluded with; what was proposed before stays in sight. */
export function hasRecovery({ conclusion, recoveries }: CaseDesk['shown']): boolean {
  return conclusion?.outcome === 'recovery-proposed' || recoveries.length > 0;
}
