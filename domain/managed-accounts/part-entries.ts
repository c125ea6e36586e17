import { quote } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';
import { agreementNamed } from './agreement-named.ts';
import { notYours, type ClientPart, type PartedFile, type RefusedPart } from './bulk-part.ts';

/** Why nothing can be read of an entry of an archive. */
export type EntryFault = 'password' | 'archive-inside' | 'too-large' | 'empty' | 'damaged';

/** A file in an archive as its directory tells of it. */
export type ArchiveEntry = { path: string; fault: EntryFault | null };

const FAULTS: Readonly<Record<EntryFault, { rule: string; why: string }>> = {
  password: {
    rule: 'entry-protected',
    why: 'is protected by a password. Make the ZIP without one and send it again.',
  },
  'archive-inside': {
    rule: 'entry-is-archive',
    why: 'is an archive itself. Put the statements into one ZIP, not into ZIPs within it.',
  },
  'too-large': {
    rule: 'entry-too-large',
    why: 'is larger than any statement. Send that client’s statement for a shorter period.',
  },
  damaged: {
    rule: 'entry-damaged',
    why: 'cannot be unpacked. Make the ZIP anew and send that client’s statement again.',
  },
  empty: { rule: 'entry-empty', why: 'is empty. Export that statement again.' },
};

/**
 * Gives each file of an archive to the client whose agreement its folder or name says: a client may have several, such as a
 * file a month. Two of exactly the same path are both refused, for nobody could say which of them is meant.
 */
export function partEntries<T extends ArchiveEntry>(
  entries: readonly T[],
  agreementIds: readonly string[],
): PartedFile<T> {
  const parts: ClientPart<T>[] = [];
  const refused: RefusedPart[] = [];
  for (const [place, content] of entries.entries()) {
    const at = { line: place + 1, name: content.path };
    const told = whose(content, at.line, agreementIds);
    if ('agreementId' in told) parts.push({ ...at, agreementId: told.agreementId, content });
    else refused.push({ ...at, finding: told });
  }
  const byPath = Map.groupBy(parts, ({ name }) => name);
  const twice = [...byPath.values()].filter((same) => same.length > 1).flat();
  return {
    parts: parts.filter((part) => !twice.includes(part)),
    refused: [...refused, ...twice.map(refusedTwice)].toSorted((a, b) => a.line - b.line),
  };
}

function whose(
  { path, fault }: ArchiveEntry,
  line: number,
  agreementIds: readonly string[],
): { agreementId: string } | Finding {
  const at = { line, value: path };
  if (fault !== null) return faultyEntry(fault, at);
  const named = agreementNamed(path, agreementIds);
  if (named.agreementId !== null) return { agreementId: named.agreementId };
  if (named.why === 'none') return notYours(at);
  const message = `${quote(path)} names several of your clients. Put each client’s statement into a file of its own.`;
  return finding('error', 'entry-of-several', message, at);
}

/** Why nothing is taken of an entry that cannot be read. */
export function faultyEntry(fault: EntryFault, at: { line: number; value: string }): Finding {
  const { rule, why } = FAULTS[fault];
  return finding('error', rule, `${quote(at.value)} ${why}`, at);
}

function refusedTwice<T>({ line, name }: ClientPart<T>): RefusedPart {
  const message = `The ZIP holds more than one file under the very path ${quote(name)}, so nobody can say which of them is meant. Make the ZIP anew and send that client’s statement again.`;
  return { line, name, finding: finding('error', 'entry-twice', message, { line, value: name }) };
}
