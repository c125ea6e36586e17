import { render } from 'preact';
import { App } from './app.tsx';
import { prepareSignIn, signedInUser } from './session/sign-in.ts';
import './styles/app.scss';

/** Nothing is shown before someone is signed in: the sign-in page comes first, then the address that was asked for. */
async function start(root: HTMLElement): Promise<void> {
  try {
    await prepareSignIn();
    const user = await signedInUser();
    if (user !== null) render(<App />, root);
  } catch {
    render(<NotStarted />, root);
  }
}

function NotStarted() {
  return (
    <main class="govuk-width-container govuk-main-wrapper" id="main">
      <h1 class="govuk-heading-l">Why can I not sign in?</h1>
      <p class="govuk-body">The place where people sign in cannot be reached. Nothing was changed.</p>
      <p class="govuk-body">Check your connection, wait a minute, and load this page again.</p>
      <button
        type="button"
        class="govuk-button"
        onClick={() => {
          location.assign('/');
        }}
      >
        Load the page again
      </button>
    </main>
  );
}

const root = document.getElementById('careledger');
if (root !== null) void start(root);
