import { Page } from './page.tsx';

export function NotFound() {
  return (
    <Page question="Why is there no page here?">
      <p class="govuk-body">
        If you typed the address, check that it is right. If you followed a link, it leads nowhere.
      </p>
      <p class="govuk-body">
        <a href="/">Go to the home page</a> to see what needs you today.
      </p>
    </Page>
  );
}
