import { useRead } from '../api/use-read.ts';
import { textOf } from '../words/fields.ts';

/** A provider’s name and id; the id alone while the name is read. */
export function useProviderName(id: string): string {
  const provider = useRead('/v1/providers/{id}', { id });
  const name = provider.state === 'here' ? textOf(provider.value, 'name') : '';
  return name === '' ? id : `${name} (${id})`;
}
