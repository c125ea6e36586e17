import { ImageValue } from '../files/image-value.tsx';
import { DateField, SelectField, TextField } from '../parts/fields.tsx';
import { SeveralField } from '../parts/several-field.tsx';
import { inWords } from '../words/labels.ts';

export type SetRow = Readonly<Record<string, string>>;
export type SetColumn = {
  field: string;
  label: string;
  /** Of `several`, the value is the names of the choices that hold, with spaces between them; of `image`, the number of its file. */
  kind: 'text' | 'date' | 'pounds' | 'several' | 'image' | readonly string[];
  choices?: readonly { value: string; text: string }[];
  word?: (value: string) => string;
  mandatory?: boolean;
  /** What the choice of nothing is called. */
  none?: string;
};

type SetFieldProps = {
  id: string;
  column: SetColumn;
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
};

/** The field in which a value of a set is typed or chosen. */
export function SetField({ id, column, value, error, onValue }: SetFieldProps) {
  const { kind, label, choices = [], word = inWords, mandatory, none = 'Choose' } = column;
  const shared = { id, value, error, onValue, label: mandatory === true ? label : `${label} (optional)` };
  switch (kind) {
    case 'text':
      return <TextField {...shared} />;
    case 'date':
      return <DateField {...shared} />;
    case 'pounds':
      return <TextField {...shared} inputMode="decimal" />;
    case 'several':
      return <SeveralField {...shared} label={label} choices={choices} />;
    case 'image':
      return <ImageValue {...shared} label={label} />;
    default:
      return (
        <SelectField
          {...shared}
          choices={[{ value: '', text: none }, ...kind.map((each) => ({ value: each, text: word(each) }))]}
        />
      );
  }
}
