import * as z from 'zod';
import { everyone, type Role } from '../../events/api/roles.ts';
import { Forbidden, NotSignedIn } from './problem-responses.ts';

/** Who asks: the user, what they may do, and whose rows they are confined to. */
export type Viewer = {
  userId: string;
  roles: readonly Role[];
  providerId: string | null;
  accountProviderId: string | null;
};

const claimsSchema = z.object({
  username: z.string().min(1),
  // HTTP APIs hand a list on as the text `[payments-officer payments-approver]`.
  'cognito:groups': z.union([z.string(), z.array(z.string())]).default(''),
  providerId: z.string().min(1).optional(),
  accountProviderId: z.string().min(1).optional(),
});

/** The viewer that a verified token names. The gateway checked the token; a request without one never had a user. */
export function readViewer(claims: unknown): Viewer {
  const read = claimsSchema.safeParse(claims);
  if (!read.success) throw new NotSignedIn('The request carries no user.');
  const { username, providerId, accountProviderId } = read.data;
  const groups = read.data['cognito:groups'];
  const names = new Set(
    typeof groups === 'string' ? groups.replaceAll(/^\[|\]$/g, '').split(/[\s,]+/) : groups,
  );
  return {
    userId: username,
    roles: everyone.filter((role) => names.has(role)),
    providerId: providerId ?? null,
    accountProviderId: accountProviderId ?? null,
  };
}

/** The provider that somebody signed in for: the portal is for nobody else. */
export function providerOfViewer({ providerId, userId }: Viewer): string {
  if (providerId !== null) return providerId;
  throw new Forbidden('Your sign-in names no provider. Ask the council to put that right.', {
    ids: { userId },
  });
}
