import type { AnyComponent } from 'preact';
import { lazy, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import type { Me } from '../../events/api/settings.ts';
import { useRead } from './api/use-read.ts';
import { Home } from './home/home-page.tsx';
import { ErrorBoundary, PageFailed } from './parts/error-boundary.tsx';
import { Frame } from './parts/frame.tsx';
import { Loaded } from './parts/loaded.tsx';
import { NotFound } from './parts/not-found.tsx';
import { PortalHome } from './portal/portal-home.tsx';
import { MeContext } from './session/me.ts';
import { isStaff } from './session/permissions.ts';

type PageComponent = AnyComponent<{ id: string }>;

/** A page whose script is fetched when it is first opened; if that fails, the page says so. */
function page(load: () => Promise<PageComponent>): PageComponent {
  return lazy<PageComponent>(() => load().catch(() => PageFailed));
}

const providerPages: Readonly<Record<string, PageComponent>> = {
  '/orders': page(async () => (await import('./portal/orders-page.tsx')).OrdersPage),
  '/rates': page(async () => (await import('./portal/own-rates-page.tsx')).OwnRatesPage),
  '/returns': page(async () => (await import('./portal/own-returns-page.tsx')).OwnReturnsPage),
  '/returns/enter': page(async () => (await import('./portal/enter-week-page.tsx')).EnterWeekPage),
  '/returns/:id': page(async () => (await import('./portal/own-return-page.tsx')).OwnReturnPage),
};

const accountPages: Readonly<Record<string, PageComponent>> = {
  '/clients': page(async () => (await import('./accounts/clients-page.tsx')).ClientsPage),
  '/clients/:id': page(async () => (await import('./accounts/client-page.tsx')).ClientPage),
  '/schedules': page(async () => (await import('./accounts/schedules-page.tsx')).SchedulesPage),
  '/schedules/:id': page(async () => (await import('./accounts/schedule-page.tsx')).SchedulePage),
  '/statements': page(async () => (await import('./accounts/statements-page.tsx')).OwnStatementsPage),
  '/statements/:id': page(
    async () => (await import('./accounts/sent-statements-page.tsx')).SentStatementsPage,
  ),
};

const staffPages: Readonly<Record<string, PageComponent>> = {
  '/pay-runs': page(async () => (await import('./pay/pay-runs-page.tsx')).PayRunsPage),
  '/pay-runs/start': page(async () => (await import('./pay/start-run-page.tsx')).StartRunPage),
  '/pay-runs/:id': page(async () => (await import('./pay/pay-run-page.tsx')).PayRunPage),
  '/pay-runs/:id/why': page(async () => (await import('./pay/why-page.tsx')).WhyPage),
  '/holds': page(async () => (await import('./pay/holds-page.tsx')).HoldsPage),
  '/recoveries': page(async () => (await import('./pay/recoveries-page.tsx')).RecoveriesPage),
  '/paper-invoices': page(async () => (await import('./pay/paper-invoices-page.tsx')).PaperInvoicesPage),
  '/paper-invoices/new': page(async () => (await import('./pay/key-invoice-page.tsx')).KeyInvoicePage),
  '/paper-invoices/:id': page(async () => (await import('./pay/paper-invoice-page.tsx')).PaperInvoicePage),
  '/parallel-runs': page(async () => (await import('./pay/parallel-runs-page.tsx')).ParallelRunsPage),
  '/parallel-runs/:id': page(async () => (await import('./pay/parallel-run-page.tsx')).ParallelRunPage),
  '/payments/:id': page(async () => (await import('./pay/payment-page.tsx')).PaymentPage),
  '/accruals': page(async () => (await import('./pay/accruals-page.tsx')).AccrualsPage),
  '/accruals/:id': page(async () => (await import('./pay/accrual-page.tsx')).AccrualPage),
  '/files': page(async () => (await import('./files/files-page.tsx')).FilesPage),
  '/files/:id': page(async () => (await import('./files/file-page.tsx')).FilePage),
  '/returns': page(async () => (await import('./returns/returns-page.tsx')).ReturnsPage),
  '/returns/month/:id': page(async () => (await import('./returns/month-page.tsx')).ReturnsMonthPage),
  '/returns/rules': page(async () => (await import('./returns/rules-page.tsx')).ReturnRulesPage),
  '/returns/mappings': page(async () => (await import('./returns/mappings-page.tsx')).MappingsPage),
  '/returns/mappings/new': page(async () => (await import('./returns/new-mapping-page.tsx')).NewMappingPage),
  '/returns/exceptions': page(async () => (await import('./returns/exceptions-page.tsx')).ExceptionsPage),
  // Behind the other addresses of returns: the first that fits is taken.
  '/returns/:id': page(async () => (await import('./returns/return-page.tsx')).ReturnPage),
  '/people': page(async () => (await import('./people/people-page.tsx')).PeoplePage),
  '/people/:id': page(async () => (await import('./people/person-page.tsx')).PersonPage),
  '/people/:id/account': page(async () => (await import('./pay/account-page.tsx')).PersonAccountPage),
  '/providers': page(async () => (await import('./providers/providers-page.tsx')).ProvidersPage),
  '/providers/:id': page(async () => (await import('./providers/provider-page.tsx')).ProviderPage),
  '/providers/:id/account': page(async () => (await import('./pay/account-page.tsx')).ProviderAccountPage),
  '/providers/:id/bank-details': page(
    async () => (await import('./pay/bank-details-page.tsx')).BankDetailsPage,
  ),
  '/packages': page(async () => (await import('./packages/packages-page.tsx')).PackagesPage),
  '/packages/:id': page(async () => (await import('./packages/package-page.tsx')).PackagePage),
  '/packages/:id/change': page(async () => (await import('./packages/change-package.tsx')).ChangePackage),
  '/packages/:id/contributions': page(
    async () => (await import('./packages/edit-contributions.tsx')).EditContributions,
  ),
  '/packages/:id/suspensions': page(
    async () => (await import('./packages/edit-suspensions.tsx')).EditSuspensions,
  ),
  '/deferred': page(async () => (await import('./deferred/deferred-page.tsx')).DeferredPage),
  '/deferred/:id': page(async () => (await import('./deferred/account-page.tsx')).DeferredAccountPage),
  '/direct-payments': page(async () => (await import('./agreements/agreements-page.tsx')).AgreementsPage),
  // Before the address of one agreement: the first that fits is taken.
  '/direct-payments/returns': page(async () => (await import('./papers/due-papers-page.tsx')).DuePapersPage),
  '/direct-payments/:id/returns': page(
    async () => (await import('./papers/agreement-papers-page.tsx')).AgreementPapersPage,
  ),
  '/direct-payments/:id': page(async () => (await import('./agreements/agreement-page.tsx')).AgreementPage),
  '/direct-payments/:id/arrangement': page(
    async () => (await import('./agreements/arrangement-page.tsx')).ArrangementPage,
  ),
  '/direct-payments/:id/audits': page(
    async () => (await import('./audits/agreement-audits-page.tsx')).AgreementAuditsPage,
  ),
  '/direct-payments/:id/bank-details': page(
    async () => (await import('./pay/agreement-bank-details-page.tsx')).AgreementBankDetailsPage,
  ),
  '/direct-payments/:id/changes': page(
    async () => (await import('./agreements/changes-page.tsx')).AgreementChangesPage,
  ),
  '/direct-payments/:id/suspensions': page(
    async () => (await import('./agreements/edit-changes.tsx')).EditAgreementSuspensions,
  ),
  '/direct-payments/:id/one-offs': page(
    async () => (await import('./agreements/edit-changes.tsx')).EditOneOffs,
  ),
  '/direct-payments/:id/letters': page(
    async () => (await import('./agreements/letters-page.tsx')).LettersPage,
  ),
  '/direct-payments/:id/statements': page(
    async () => (await import('./statements/agreement-statements-page.tsx')).AgreementStatementsPage,
  ),
  '/audits': page(async () => (await import('./audits/audits-page.tsx')).AuditsPage),
  '/audits/:id': page(async () => (await import('./audits/case-page.tsx')).CasePage),
  // Before the address of one statement: the first that fits is taken.
  '/statements/mappings': page(
    async () => (await import('./statements/statement-mappings-page.tsx')).StatementMappingsPage,
  ),
  '/statements/:id/columns': page(
    async () => (await import('./statements/statement-columns-page.tsx')).StatementColumnsPage,
  ),
  '/statements/:id': page(async () => (await import('./statements/statement-page.tsx')).StatementPage),
  '/rate-cards': page(async () => (await import('./rates/rate-cards-page.tsx')).RateCardsPage),
  '/service-types': page(async () => (await import('./rates/service-types-page.tsx')).ServiceTypesPage),
  '/uplifts': page(async () => (await import('./uplifts/uplifts-page.tsx')).UpliftsPage),
  // Before the address of one uplift: the first that fits is taken.
  '/uplifts/new': page(async () => (await import('./uplifts/ask-pages.tsx')).NewUpliftPage),
  '/uplifts/:id': page(async () => (await import('./uplifts/uplift-page.tsx')).UpliftPage),
  '/uplifts/:id/change': page(async () => (await import('./uplifts/ask-pages.tsx')).ChangeUpliftPage),
  '/settings': page(async () => (await import('./settings/settings-page.tsx')).SettingsPage),
  '/settings/:id': page(async () => (await import('./settings/setting-page.tsx')).SettingPage),
  '/reference': page(async () => (await import('./settings/reference-page.tsx')).ReferencePage),
  '/reference/:id': page(async () => (await import('./settings/reference-kind-page.tsx')).ReferenceKindPage),
  '/failed-messages': page(
    async () => (await import('./operations/failed-messages-page.tsx')).FailedMessagesPage,
  ),
  '/audit-trail': page(async () => (await import('./operations/audit-trail-page.tsx')).AuditTrailPage),
};

export function App() {
  const me = useRead('/v1/me');
  return (
    <LocationProvider>
      {me.state === 'here' ? (
        <MeContext.Provider value={me.value}>
          <Pages me={me.value} />
        </MeContext.Provider>
      ) : (
        <main class="govuk-width-container govuk-main-wrapper">
          <h1 class="govuk-heading-l">careledger</h1>
          <Loaded of={me} what="your page">
            {() => null}
          </Loaded>
        </main>
      )}
    </LocationProvider>
  );
}

/** Who provides care and who holds other people’s money are each offered their own pages, and nobody the other’s. */
function pagesFor(me: Me): Readonly<Record<string, PageComponent>> {
  if (isStaff(me)) return staffPages;
  return {
    ...(me.providerId === null ? {} : providerPages),
    ...(me.accountProviderId === null ? {} : accountPages),
  };
}

function Pages({ me }: { me: Me }) {
  const { path } = useLocation();
  const staff = isStaff(me);
  return (
    <Frame me={me}>
      <ErrorBoundary path={path}>
        <Router>
          <Route path="/" component={staff ? Home : PortalHome} />
          {Object.entries(pagesFor(me)).map(([place, component]) => (
            <Route key={place} path={place} component={component} />
          ))}
          <Route default component={NotFound} />
        </Router>
      </ErrorBoundary>
    </Frame>
  );
}
