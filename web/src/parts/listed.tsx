import type { ComponentChildren } from 'preact';
import type { List } from '../api/use-list.ts';
import type { Reading } from '../api/use-read.ts';
import { counted } from '../words/format.ts';
import { Loaded, Nothing } from './loaded.tsx';

type ListedProps<Item> = {
  of: Reading<List<Item>>;
  /** What is being read, as in “Loading the packages”. */
  what: string;
  one: string;
  many?: string;
  /** What stands where the list is empty, and what to do then. */
  empty: ComponentChildren;
  children: (items: readonly Item[], list: List<Item>) => ComponentChildren;
};

/** A list in its four states, with how much of it is shown and the way to the rest. */
export function Listed<Item>({ of, what, one, many, empty, children }: ListedProps<Item>) {
  return (
    <Loaded of={of} what={what}>
      {(list) =>
        list.items.length === 0 ? (
          <Nothing>{empty}</Nothing>
        ) : (
          <>
            {children(list.items, list)}
            <ListEnd list={list} one={one} many={many} />
          </>
        )
      }
    </Loaded>
  );
}

type ListEndProps = { list: List<unknown>; one: string; many: string | undefined };

function ListEnd({ list, one, many }: ListEndProps) {
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
