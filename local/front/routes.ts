export type RouteKey = { method: string; segments: string[] };
export type Match<Route> = { route: Route; parameters: Record<string, string>; path: string };

/** Reads `ANY /v1/people/{proxy+}`. */
export function readRouteKey(key: string): RouteKey {
  const [method = '', path = ''] = key.split(' ');
  return { method, segments: path.split('/').slice(1) };
}

/**
 * The most exact route for a path, as API Gateway chooses it: literal parts before `{parameters}` before `{proxy+}`, and
 * a named method before ANY. The path comes back decoded, which is how an HTTP API hands it on.
 */
export function findRoute<Route extends RouteKey>(
  routes: Route[],
  method: string,
  path: string,
): Match<Route> | undefined {
  const parts = path.split('/').slice(1).map(decode);
  if (parts.includes(undefined)) return undefined;
  const known = parts.filter((part) => part !== undefined);
  const [best] = routes
    .filter((route) => (route.method === 'ANY' || route.method === method) && fits(route.segments, known))
    .sort((a, b) => rankOf(a).localeCompare(rankOf(b)));
  if (best === undefined) return undefined;
  return { route: best, parameters: parametersOf(best.segments, known), path: `/${known.join('/')}` };
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function fits(segments: string[], parts: string[]): boolean {
  const isGreedy = segments.at(-1)?.endsWith('+}') ?? false;
  if (isGreedy ? parts.length < segments.length : parts.length !== segments.length) return false;
  return segments.every((segment, i) => segment.startsWith('{') || segment === parts[i]);
}

/** Sorts exact before parameter before greedy, part by part. */
function rankOf({ segments, method }: RouteKey): string {
  const kinds = segments.map((segment) =>
    segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0',
  );
  return `${kinds.join('')}${method === 'ANY' ? '3' : '2'}`;
}

function parametersOf(segments: string[], parts: string[]): Record<string, string> {
  return Object.fromEntries(
    segments.flatMap((segment, i) => {
      if (!segment.startsWith('{')) return [];
      if (segment.endsWith('+}')) return [[segment.slice(1, -2), parts.slice(i).join('/')]];
      return [[segment.slice(1, -1), parts[i] ?? '']];
    }),
  );
}
