import { useRead } from '../api/use-read.ts';
import { textOf } from '../words/fields.ts';

type NameOfProps = { path: '/v1/people/{id}' | '/v1/providers/{id}'; id: string };

/** Who an id stands for; the id alone while that is read, or where one may not know. */
export function NameOf({ path, id }: NameOfProps) {
  const record = useRead(path, { id });
  const name = record.state === 'here' ? textOf(record.value, 'name') : '';
  return <>{name === '' ? id : `${name} (${id})`}</>;
}
