import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { StartError } from './start-error.ts';

export type DataFolder = {
  /** A file or folder inside; folders on the way to it exist. */
  at: (...names: string[]) => string;
  readJson: (name: string) => unknown;
  writeJson: (name: string, value: unknown) => void;
  release: () => void;
};

/** Takes a data folder for this process alone, creating it when it is not there. */
export function openDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  mkdirSync(join(path, 'logs'), { recursive: true });
  const release = takeLock(join(path, 'lock'), folder);
  const at = (...names: string[]) => join(path, ...names);
  const readJson = (name: string): unknown => {
    const text = readIfThere(at(name));
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    at,
    readJson,
    writeJson: (name, value) => {
      // In one step, so that a kill leaves the old file or the new one, never half of it.
      writeFileSync(at(`${name}.new`), JSON.stringify(value, null, 2));
      renameSync(at(`${name}.new`), at(name));
    },
    release,
  };
}

function takeLock(file: string, folder: string): () => void {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => {
        rmSync(file, { force: true });
      };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = Number(readIfThere(file));
    if (isRunning(holder)) {
      throw new StartError(
        `The data folder ${folder} is in use by process ${holder}: stop that careledger, or choose another folder with CARELEDGER_DATA (if process ${holder} is something else, delete ${file}).`,
      );
    }
    // Whoever held it was killed without the time to let go.
    rmSync(file, { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The system's code of an error, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return z.object({ code: z.string() }).safeParse(error).data?.code;
}
