import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Me } from '../../../events/api/settings.ts';
import { isStaff, may } from '../session/permissions.ts';
import { signOut } from '../session/sign-in.ts';

type Entry = { text: string; href: string; also?: readonly string[] };

const home: Entry = { text: 'Home', href: '/' };
const audits: Entry = { text: 'Audits', href: '/audits' };
const deferred: Entry = { text: 'Deferred payments', href: '/deferred' };
const staffEntries: readonly Entry[] = [
  home,
  {
    text: 'Pay',
    href: '/pay-runs',
    also: ['/holds', '/recoveries', '/paper-invoices', '/accruals', '/payments'],
  },
  { text: 'Returns', href: '/returns' },
  { text: 'Files', href: '/files' },
  { text: 'People', href: '/people' },
  { text: 'Providers', href: '/providers' },
  { text: 'Packages', href: '/packages' },
  { text: 'Direct payments', href: '/direct-payments', also: ['/statements'] },
  { text: 'Rates', href: '/rate-cards', also: ['/service-types', '/uplifts'] },
  { text: 'Settings', href: '/settings', also: ['/reference'] },
];

const providerEntries: readonly Entry[] = [
  { text: 'Your files', href: '/returns' },
  { text: 'Orders', href: '/orders' },
  { text: 'Rates', href: '/rates' },
];

const accountEntries: readonly Entry[] = [
  { text: 'Your clients', href: '/clients' },
  { text: 'Payments', href: '/schedules' },
  { text: 'Statements', href: '/statements' },
];

function entriesFor(me: Me): readonly Entry[] {
  // Orders are with a provider of care; who manages accounts has none, and sends no returns.
  if (!isStaff(me))
    return [
      home,
      ...(me.providerId === null ? [] : providerEntries),
      ...(me.accountProviderId === null ? [] : accountEntries),
    ];
  return [
    ...staffEntries.flatMap((entry) =>
      entry.href === '/direct-payments'
        ? [entry, ...(may(me, 'seeAudits') ? [audits] : []), ...(may(me, 'seeDeferred') ? [deferred] : [])]
        : [entry],
    ),
    ...(may(me, 'seeFailedMessages') ? [{ text: 'Failed messages', href: '/failed-messages' }] : []),
  ];
}

/** What surrounds every page: skip link, name, who is signed in, the way to the other pages. */
export function Frame({ me, children }: { me: Me; children: ComponentChildren }) {
  return (
    <>
      <a href="#main" class="govuk-skip-link" onClick={focusMain}>
        Skip to main content
      </a>
      <header class="app-header">
        <div class="govuk-width-container app-header__container">
          <a href="/" class="app-header__name">
            careledger
          </a>
          <div class="app-header__user">
            <span>
              <span class="govuk-visually-hidden">Signed in as </span>
              {me.userId}
            </span>
            <button
              type="button"
              class="app-header__sign-out"
              onClick={() => {
                void signOut();
              }}
            >
              Sign out
            </button>
          </div>
        </div>
      </header>
      <Navigation entries={entriesFor(me)} />
      <div class="govuk-width-container app-content">{children}</div>
      <footer class="app-footer">
        <div class="govuk-width-container">
          <p class="govuk-body-s">
            careledger collates and checks; people decide. Every change is kept with who made it, when and
            why.
          </p>
        </div>
      </footer>
    </>
  );
}

/** The router would take a link to a place on this page for a move; this one only moves the focus. */
function focusMain(event: MouseEvent): void {
  event.preventDefault();
  const heading = document.querySelector<HTMLElement>('#main h1');
  heading?.focus();
  heading?.scrollIntoView();
}

function Navigation({ entries }: { entries: readonly Entry[] }) {
  const { path } = useLocation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    setOpen(false);
  }, [path]);
  return (
    <div class="govuk-service-navigation">
      <div class="govuk-width-container">
        <div class="govuk-service-navigation__container">
          <nav class="govuk-service-navigation__wrapper" aria-label="Pages">
            <button
              type="button"
              class="govuk-service-navigation__toggle app-menu-toggle"
              aria-controls="navigation"
              aria-expanded={open}
              onClick={() => {
                setOpen(!open);
              }}
            >
              Menu
            </button>
            <ul
              class={`govuk-service-navigation__list app-menu${open ? ' app-menu--open' : ''}`}
              id="navigation"
            >
              {entries.map((entry) => (
                <NavigationItem key={entry.href} entry={entry} path={path} />
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </div>
  );
}

function NavigationItem({ entry, path }: { entry: Entry; path: string }) {
  const places = [entry.href, ...(entry.also ?? [])];
  const active = places.some((place) => path === place || (place !== '/' && path.startsWith(`${place}/`)));
  const current = path === entry.href;
  return (
    <li class={`govuk-service-navigation__item${active ? ' govuk-service-navigation__item--active' : ''}`}>
      <a
        class="govuk-service-navigation__link"
        href={entry.href}
        aria-current={current ? 'page' : active ? 'true' : undefined}
      >
        {active ? (
          <strong class="govuk-service-navigation__active-fallback">{entry.text}</strong>
        ) : (
          entry.text
        )}
      </a>
    </li>
  );
}
