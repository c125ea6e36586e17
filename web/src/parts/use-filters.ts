import { useLocation } from 'preact-iso';

export type Filters = {
  /** The value of a filter, from the address; empty where it is not set. */
  of: (name: string) => string;
  /** The value of a filter where it is one of these names; an address may say anything. */
  among: <Name extends string>(name: string, names: Readonly<Record<Name, unknown>>) => Name | undefined;
  /** Puts filters into the address, so that a page can be sent on or returned to as it was. */
  set: (values: Readonly<Record<string, string>>) => void;
};

export function useFilters(): Filters {
  const { path, query, route } = useLocation();
  return {
    of: (name) => query[name] ?? '',
    among: (name, names) => {
      const value = query[name] ?? '';
      return isKeyOf(names, value) ? value : undefined;
    },
    set: (values) => {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...query, ...values }))
        if (value !== '') search.set(name, value);
      route(search.size === 0 ? path : `${path}?${search.toString()}`, true);
    },
  };
}

function isKeyOf<Name extends string>(names: Readonly<Record<Name, unknown>>, text: string): text is Name {
  return Object.hasOwn(names, text);
}
