import type * as z from 'zod';
import type { ModulusTables } from '../../domain/bank-accounts/modulus-check.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { FactKind } from '../../domain/facts/fact.ts';
import { finding, type Finding } from '../../domain/records/finding.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { guardAccount } from '../platform/pay/account-guard.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { VersionWrite } from '../store/versions.ts';
import type { StoredFact } from '../store/items.ts';
import { lineOf, type CheckedLine, type SoundRow } from './check-rows.ts';
import type { GroupMerge, ImportKind } from './import-kinds.ts';

/** The rows of one subject. */
export type Group<R> = { subjectId: string; rows: SoundRow<R>[] };

export type SettleDeps = {
  facts: Pick<FactStore, 'currentFacts' | 'recordVersions' | 'versionsOf'>;
  modulusTables: ModulusTables;
  /** When the file of an upload was received: a row never overwrites what a later file said. */
  receivedAtOf: (uploadId: string) => Promise<Instant | null>;
  clock: () => Instant;
};

/** Lines that are done, and groups that the rest of the file may still add to. */
export type Settled<R> = { lines: CheckedLine[]; continued: Group<R>[] };

/** A fact that others keep changing is given up on after this many looks; the message then comes again. */
const TRIES = 5;

/**
 * Turns groups of rows into versions. While a file brings mostly what is new, its subjects are written without
 * being read first: the write's own condition says which were there already, and only those are looked at.
 */
export function groupSettler<K extends FactKind, S extends z.ZodObject>(
  kind: ImportKind<K, S>,
  upload: Upload,
  deps: SettleDeps,
) {
  type R = z.infer<S>;
  let mostlyNew = false;

  return async function settleGroups(
    groups: readonly Group<R>[],
    wholeFileIsKnown: boolean,
  ): Promise<Settled<R>> {
    const lines: CheckedLine[] = [];
    const continued: Group<R>[] = [];
    let left = groups;
    for (let attempt = 1; left.length > 0; attempt += 1) {
      if (attempt > TRIES) throw new Error(`${left.length} subjects were changed by others again and again`);
      const unseen = attempt === 1 && mostlyNew;
      const current = unseen ? new Map<string, StoredFact<K>>() : await readCurrent(left);
      const decided = await Promise.all(
        left.map((group) => decide(group, current.get(group.subjectId) ?? null)),
      );
      const writes = decided.flatMap((each) => (each.write === null ? [] : [{ ...each, write: each.write }]));
      for (const each of decided) {
        if (!wholeFileIsKnown && kind.mayBeContinued?.(each.current, records(each.group)) === true)
          continued.push(each.group);
        else if (each.write === null) lines.push(...each.lines(null));
      }
      const standing = writes.filter((each) => !continued.includes(each.group));
      const outcomes = await deps.facts.recordVersions(standing.map((each) => each.write));
      const again: Group<R>[] = [];
      for (const [place, each] of standing.entries()) {
        const outcome = outcomes[place];
        if (outcome?.outcome === 'recorded') lines.push(...each.lines(outcome.fact.version));
        else again.push(each.group);
      }
      if (attempt === 1) mostlyNew = unseen ? again.length < groups.length / 20 : current.size === 0;
      left = again;
    }
    return { lines: lines.sort((a, b) => a.line.line - b.line.line), continued };
  };

  function readCurrent(groups: readonly Group<R>[]) {
    return deps.facts.currentFacts(
      kind.factKind,
      groups.map((group) => group.subjectId),
    );
  }

  async function decide(group: Group<R>, current: StoredFact<K> | null) {
    const proposed = kind.merge(current, records(group));
    const overtaken = proposed.change === 'changed' && current !== null && (await isOvertaken(current));
    const version = versionWrite(group, current, proposed);
    const { findings: ofAccount, hold } = overtaken ? NOTHING : await guard(group, version);
    const merge = withFindings(proposed, ofAccount);
    const findings = groupFindings(group, merge, overtaken);
    const writes = !merge.refused && !overtaken && merge.change !== 'unchanged';
    const write = writes ? { ...version, hold } : null;
    return {
      group,
      current,
      write,
      lines: (version: number | null): CheckedLine[] =>
        group.rows.map((row, place) => {
          const found = findings[place] ?? [];
          if (version !== null) return lineOf(row, 'accepted', found, { id: group.subjectId, version });
          if (merge.refused) return lineOf(row, 'refused', found);
          const own = current?.source.kind === 'file' && current.source.uploadId === upload.uploadId;
          // Written by an earlier try at this very file: accepted, though this time there was nothing to write.
          return lineOf(row, own ? 'accepted' : 'unchanged', found, {
            id: group.subjectId,
            version: current?.version ?? 0,
          });
        }),
    };
  }

  function guard(group: Group<R>, write: VersionWrite<K>) {
    const reason = `The file ${upload.fileName} changed the bank details in line ${firstLineOf(group)}.`;
    return guardAccount(kind.payee, write, { reason, firstOne: 'let-in' }, deps);
  }

  function versionWrite(
    group: Group<R>,
    current: StoredFact<K> | null,
    merge: GroupMerge<unknown> & { body: VersionWrite<K>['body'] },
  ) {
    const write: VersionWrite<K> = {
      subject: { kind: kind.factKind, id: group.subjectId },
      body: merge.body,
      handFields: current?.handFields ?? [],
      recording: {
        recordedAt: deps.clock(),
        recordedBy: upload.uploadedBy,
        source: { kind: 'file', uploadId: upload.uploadId, line: firstLineOf(group) },
        reason: null,
      },
      seen: current,
    };
    return write;
  }

  /** Whether what is recorded came in after this file did. */
  async function isOvertaken(current: StoredFact<K>): Promise<boolean> {
    // A bucket tells to the second when a file came: a change by hand, or by an uplift, of that second may well be the older one, and
    // its own fields win either way.
    if (current.source.kind !== 'file')
      return toTheSecond(current.recordedAt) > toTheSecond(upload.receivedAt);
    if (current.source.uploadId === upload.uploadId) return false;
    const receivedAt = await deps.receivedAtOf(current.source.uploadId);
    return receivedAt !== null && receivedAt > upload.receivedAt;
  }
}

const NOTHING: Awaited<ReturnType<typeof guardAccount>> = { findings: [], hold: undefined };

/** What is found about the account of a payee stands on its row; an error keeps it out. */
function withFindings<B>(merge: GroupMerge<B>, findings: readonly Finding[]): GroupMerge<B> {
  return {
    ...merge,
    findings: [...merge.findings, ...findings.map((each) => ({ row: 0, finding: each }))],
    refused: merge.refused || findings.some(({ severity }) => severity === 'error'),
  };
}

function toTheSecond(at: Instant): string {
  return at.slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
}

function firstLineOf({ rows: [first] }: Group<unknown>): number {
  return first?.line ?? 0;
}

function records<R>(group: Group<R>): R[] {
  return group.rows.map((row) => row.record);
}

/** The findings of each row of a group: its own, those of the group on the row they name, and why it did not go in. */
function groupFindings<R>(group: Group<R>, merge: GroupMerge<unknown>, overtaken: boolean): Finding[][] {
  return group.rows.map((row, place) => {
    const own = merge.findings
      .filter((each) => each.row === place)
      .map((each) => ({ ...each.finding, line: row.line }));
    const findings = [...row.findings, ...own];
    if (merge.refused && own.every((each) => each.severity !== 'error')) {
      findings.push(
        finding(
          'error',
          'set-refused',
          'Another line of the same set cannot be true, so none of the set was taken.',
          {
            line: row.line,
          },
        ),
      );
    }
    if (overtaken) {
      findings.push(
        finding('information', 'overtaken', 'Something newer than this file was recorded since; it stays.', {
          line: row.line,
        }),
      );
    }
    return findings;
  });
}
