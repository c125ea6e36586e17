import { TableRefusal } from '../table-events.ts';

export function workbookUnsafe(why: string, cause?: unknown): TableRefusal {
  return new TableRefusal(
    'workbook-unsafe',
    `This workbook was not opened, because ${why}. Save the sheet as CSV and send it again.`,
    { cause },
  );
}

export function workbookDamaged(cause?: unknown): TableRefusal {
  return new TableRefusal(
    'workbook-damaged',
    'This workbook is damaged or was cut short. Open it in Excel, save it again and send it again.',
    { cause },
  );
}
