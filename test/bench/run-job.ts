import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Does a job in a process of its own, as a function has, and reads what it says of itself in its last line. */
export function runJob<Outcome>(
  script: string,
  job: Record<string, unknown>,
  nodeOptions: readonly string[] = [],
): Promise<Outcome> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, ...nodeOptions, path, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      const last = text.trim().split('\n').at(-1) ?? '';
      if (code === 0) resolve(JSON.parse(last) as Outcome);
      else reject(new Error(`${script} ended with ${code ?? 'a signal'}`));
    });
  });
}
