import type { List } from '../api/use-list.ts';
import { counted } from '../words/format.ts';

/** How much of a list is shown, and the way to the rest. */
export function ListEnd({ list, one, many }: { list: List<unknown>; one: string; many?: string }) {
  return (
    <div class="app-list-end">
      <p class="govuk-body-s" role="status">
        {list.hasMore
          ? `The first ${counted(list.items.length, one, many)} are shown.`
          : counted(list.items.length, one, many)}
      </p>
      {list.moreTrouble !== null && (
        <p class="govuk-error-message" role="alert">
          {list.moreTrouble.detail}
        </p>
      )}
      {list.hasMore && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-disabled={list.busy}
          onClick={list.more}
        >
          {list.busy ? 'Loading…' : 'Show more'}
        </button>
      )}
    </div>
  );
}
