import { users, type User } from './users.ts';

const style = `
  body { margin: 0; font-family: arial, sans-serif; font-size: 1.1875rem; line-height: 1.32; color: #0b0c0c; background: #fff; }
  header { background: #0f5561; color: #fff; padding: 0.75rem 1rem; font-weight: 700; }
  main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 2rem; line-height: 1.1; margin: 0 0 1rem; }
  p { margin: 0 0 1.25rem; }
  ul { list-style: none; margin: 0; padding: 0; }
  li { margin: 0 0 0.75rem; }
  button { width: 100%; box-sizing: border-box; text-align: left; font: inherit; color: #0b0c0c; background: #f3f2f1;
    border: 2px solid transparent; border-radius: 0; box-shadow: 0 2px 0 #929191; padding: 0.5rem 0.75rem; cursor: pointer; overflow-wrap: anywhere; }
  button:hover { background: #dbdad9; }
  button:focus { outline: 3px solid transparent; background: #fd0; border-color: #fd0; box-shadow: 0 2px 0 #0b0c0c; }
  .name { font-weight: 700; display: block; }
  .roles { color: #484949; }
  button:focus .roles { color: #0b0c0c; }
`;

export function signInPage(action: string): string {
  return page(
    'Sign in',
    `<h1>Sign in to careledger</h1>
     <p>This is careledger on one machine: choose who you are. In the cloud people sign in with their council account.</p>
     <form method="post" action="${escapeHtml(action)}"><ul>${users.map(choice).join('')}</ul></form>`,
  );
}

function choice({ username, name, roles, providerId, accountProviderId }: User): string {
  const belonging = providerId ?? accountProviderId;
  const detail = `${username} – ${roles.join(', ').replaceAll('-', ' ')}${belonging === undefined ? '' : ` ${belonging}`}`;
  return `<li><button name="user" value="${escapeHtml(username)}"><span class="name">${escapeHtml(name)}</span> <span class="roles">${escapeHtml(detail)}</span></button></li>`;
}

/** `form` is the provider's own, with its guard against forged requests; the button answers it, by itself where it can. */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    `<h1>Sign out of careledger?</h1>${form}<p><button form="op.logoutForm" name="logout" value="yes"><span class="name">Sign out</span></button></p><script>document.querySelector('[name=logout]').click()</script>`,
  );
}

export function signedOutPage(): string {
  return page('Signed out', '<h1>You are signed out</h1><p><a href="/">Sign in again</a></p>');
}

export function signInProblemPage(detail: string): string {
  return page(
    'Sign in again',
    `<h1>Sorry, the sign-in did not work</h1><p>${escapeHtml(detail)}</p><p><a href="/">Start again</a></p>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – careledger</title><style>${style}</style></head><body><header>careledger</header><main>${content}</main></body></html>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
