import { useRef, useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ImageField, imageGaps, noImage } from '../files/image-field.tsx';
import { SetEditorRow, type SetRow } from '../packages/set-editor-row.tsx';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, ReasonField, TextField } from '../parts/fields.tsx';
import { Notice } from '../parts/notice.tsx';
import { counted, formatMoney } from '../words/format.ts';
import { nameOfList, PossibleDuplicates, usedSentence } from './duplicates.tsx';
import {
  bodyOf,
  emptyHead,
  gapsOf,
  idOfProblem,
  lineColumns,
  totalOf,
  type Head,
  type KeyedLine,
} from './invoice-values.ts';
import { askForDuplicates, questionOf, useDuplicates } from './use-duplicates.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type Recorded = Answer<'POST', '/v1/manual-invoices'>;

/** A paper invoice typed off: who sends it, its lines, and what it comes to before it is recorded. */
export function InvoiceForm() {
  const [head, setHead] = useState<Head>(emptyHead);
  const [lines, setLines] = useState<readonly KeyedLine[]>([{ key: 0, values: {} }]);
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  const [imagesSent, setImagesSent] = useState(0);
  const [image, setImage] = useState(noImage);
  const [compared, setCompared] = useState('');
  const isRecording = useRef(false);
  const action = useAction<Recorded>();
  const duplicates = useDuplicates(questionOf(head, totalOf(lines)));
  const possible = duplicates?.possibleDuplicates ?? [];
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => idOfProblem(field, lines))];
  const field = (name: keyof Head) => ({
    id: name,
    value: head[name],
    error: messageFor(errors, name),
    onValue: (value: string) => {
      setHead({ ...head, [name]: value });
    },
  });
  const changeLine = (key: number, values: SetRow): void => {
    setLines(lines.map((each) => (each.key === key ? { ...each, values } : each)));
  };

  /** Asked anew when it is recorded: somebody may have keyed the same meanwhile, or typed faster than was looked for. */
  const comparisonGaps = async (): Promise<FieldError[]> => {
    const question = questionOf(head, totalOf(lines));
    const { possibleDuplicates = [] } = (question && (await askForDuplicates(question))) ?? {};
    if (possibleDuplicates.length === 0 || nameOfList(possibleDuplicates) === compared) return [];
    return [{ id: 'compared', message: 'Compare the invoices it may be, and say that it is another' }];
  };

  const record = async (): Promise<void> => {
    if (isRecording.current) return;
    isRecording.current = true;
    await recordOnce().finally(() => {
      isRecording.current = false;
    });
  };

  const recordOnce = async (): Promise<void> => {
    const found = [...gapsOf(head, lines), ...imageGaps('image', image)];
    const unlike = found.length > 0 ? [] : await comparisonGaps();
    setGaps([...found, ...unlike]);
    if (found.length + unlike.length > 0) return;
    const body = bodyOf(head, lines, image.uploadId);
    const answer = await action.run(body, (key) => write('POST', '/v1/manual-invoices', { body, key }));
    if (answer === null) return;
    setRecorded(answer);
    setHead(emptyHead);
    setLines([{ key: nextKey(lines), values: {} }]);
    setImage(noImage);
    setImagesSent(imagesSent + 1);
    setCompared('');
  };

  return (
    <>
      {recorded !== null && (
        <Notice title={`Recorded: ${formatMoney(recorded.totalPence)}, as ${recorded.invoiceId}.`}>
          <p class="govuk-body">
            It is paid in the next run of paper invoices. <a href="/paper-invoices">See all paper invoices</a>
            , or key the next one here.
          </p>
        </Notice>
      )}
      <SubmitForm onSubmit={record}>
        <ErrorSummary errors={errors} />
        <div class="app-form-grid">
          <TextField {...field('providerId')} label="Provider id" />
          <TextField {...field('personId')} label="Person id (optional)" />
          <TextField
            {...field('invoiceNumber')}
            label="Invoice number"
            error={
              messageFor(errors, 'invoiceNumber') ??
              (duplicates === null ? undefined : usedSentence(duplicates))
            }
          />
          <DateField {...field('invoiceDate')} label="Date of the invoice" />
        </div>
        {lines.map((line, index) => (
          <SetEditorRow
            key={line.key}
            title={`Line ${index + 1}`}
            rowKey={line.key}
            columns={lineColumns}
            values={line.values}
            errors={errors}
            change={(values) => {
              changeLine(line.key, values);
            }}
            remove={() => {
              setLines(lines.filter(({ key }) => key !== line.key));
            }}
          />
        ))}
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => {
            setLines([...lines, { key: nextKey(lines), values: {} }]);
          }}
        >
          Add a line
        </button>
        <div class="govuk-inset-text" role="status">
          {counted(lines.length, 'line')}, {formatMoney(totalOf(lines))} in all. Compare it with the total on
          the paper before you record it.
        </div>
        <ImageField
          key={imagesSent}
          id="image"
          label="Image of the invoice (optional)"
          hint="It is kept with the invoice."
          image={image}
          error={messageFor(errors, 'image')}
          onImage={setImage}
        />
        {possible.length > 0 && (
          <PossibleDuplicates
            possible={possible}
            isCompared={compared === nameOfList(possible)}
            error={messageFor(errors, 'compared')}
            onCompared={(isCompared) => {
              setCompared(isCompared ? nameOfList(possible) : '');
            }}
          />
        )}
        <ReasonField {...field('reason')} />
        <div class="app-actions">
          <button type="submit" class="govuk-button" aria-disabled={action.busy}>
            Record this invoice over {formatMoney(totalOf(lines))}
          </button>
          <a href="/paper-invoices">Cancel</a>
        </div>
      </SubmitForm>
    </>
  );
}

function nextKey(lines: readonly KeyedLine[]): number {
  return Math.max(0, ...lines.map(({ key }) => key)) + 1;
}
