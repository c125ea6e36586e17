import { useLocation } from 'preact-iso';

export type Filters = {
  /** The value of a filter, from the address; empty where it is not set. */
  of: (name: string) => string;
  /** Puts filters into the address, so that a page can be sent on or returned to as it was. */
  set: (values: Readonly<Record<string, string>>) => void;
};

export function useFilters(): Filters {
  const { path, query, route } = useLocation();
  return {
    of: (name) => query[name] ?? '',
    set: (values) => {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...query, ...values }))
        if (value !== '') search.set(name, value);
      route(search.size === 0 ? path : `${path}?${search.toString()}`, true);
    },
  };
}
