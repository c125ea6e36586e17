import { referenceKinds, referenceKindSchema } from '../../domain/reference/reference-kinds.ts';
import { emptyReferenceRows, listReferenceRows } from '../../domain/reference/reference-value.ts';
import { councilRowsOf, referenceSettingName } from '../../domain/settings/reference-settings.ts';
import { entryOn } from '../../domain/settings/setting-definition.ts';
import type { ReferenceKind } from '../../events/api/settings.ts';
import { todayOf, type SettingDeps } from './show-settings.ts';

type Row = ReferenceKind['rows'][number];

/** National values by kind, with the gaps nobody could fill, and the council's own rows beside them. */
export async function listReference(
  deps: SettingDeps,
): Promise<{ items: ReferenceKind[]; nextCursor: null }> {
  const kinds = referenceKindSchema.options;
  const today = todayOf(deps);
  const facts = await deps.facts.currentFacts('setting', kinds.map(referenceSettingName));
  const items = kinds.map((kind) => {
    const entry = entryOn(facts.get(referenceSettingName(kind))?.body.entries ?? [], today);
    const own = councilRowsOf(kind, entry?.value);
    const published = listReferenceRows(kind).map(
      ({ category, from, to, value, source, confidence }): Row => ({
        ...{ category, from, to, value, source, enteredBy: null },
        confidence: confidence ?? '',
      }),
    );
    const entered = own.map(({ category, from, to, value, source }): Row => ({
      ...{ category, from, to, value, source, confidence: 'council' },
      enteredBy: entry?.proposedBy ?? null,
    }));
    const emptyRows = emptyReferenceRows(own).filter((row) => row.kind === kind).length;
    const { title, unit, categories } = referenceKinds[kind];
    return {
      kind,
      title,
      unit,
      categories: Object.keys(categories),
      rows: [...published, ...entered],
      emptyRows,
    };
  });
  return { items, nextCursor: null };
}
