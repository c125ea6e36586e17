import { DateField, LongTextField, SelectField, TextField } from '../parts/fields.tsx';
import { inWords } from '../words/labels.ts';
import type { ValueForm } from './value-text.ts';

type ValueFieldProps = {
  form: ValueForm;
  value: string;
  onValue: (value: string) => void;
  error: string | undefined;
};

/** The field in which a new value is entered, by the form of the setting. */
export function ValueField({ form, ...rest }: ValueFieldProps) {
  const shared = { ...rest, id: 'value', label: 'New value' };
  switch (form.kind) {
    case 'yes-no':
      return <SelectField {...shared} choices={choicesOf(['yes', 'no'])} />;
    case 'choice':
      return <SelectField {...shared} choices={choicesOf(form.words)} />;
    case 'number':
      return <TextField {...shared} inputMode="decimal" width="govuk-input--width-10" />;
    case 'date':
      return <DateField {...shared} />;
    case 'text':
      return <TextField {...shared} width="govuk-input--width-20" />;
    case 'lines':
      return <LongTextField {...shared} hint="One a line" rows={6} />;
    case 'amounts':
      return (
        <LongTextField
          {...shared}
          hint="One a line: user name, then pounds, such as amy.approver 50000.00"
          rows={6}
        />
      );
    case 'json':
      return (
        <LongTextField
          {...shared}
          hint="In the form shown here: change the values, keep the names"
          rows={10}
        />
      );
  }
}

function choicesOf(words: readonly string[]) {
  return words.map((word) => ({ value: word, text: inWords(word) }));
}
