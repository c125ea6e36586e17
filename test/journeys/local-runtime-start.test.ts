import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const local = join(import.meta.dirname, '../../local');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'careledger-start-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function run(script: string, environment: Record<string, string>, ...more: string[]) {
  const child = spawn(process.execPath, [join(local, script), ...more], {
    env: { CARELEDGER_DATA: folder, CARELEDGER_PORT: '0', ...environment },
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, said: said.join('') };
}

describe('a start that cannot work says in one sentence what to do', () => {
  it('when another careledger has the data folder', async () => {
    writeFileSync(join(folder, 'lock'), String(process.pid));
    const { code, said } = await run('start.ts', {});
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The data folder .+ is in use by process \d+: stop that careledger, or choose another folder with CARELEDGER_DATA.+\n$/,
    );
  });

  it('when the port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const { code, said } = await run('start.ts', { CARELEDGER_PORT: port });
    server.close();
    expect(code).toBe(1);
    expect(said).toMatch(
      new RegExp(`^Port ${port} is in use: stop what listens there .+CARELEDGER_PORT\\.\n$`),
    );
  });

  it.each([
    ['CARELEDGER_TODAY', '31/02/2026'],
    ['CARELEDGER_TODAY', '2026-02-31'],
    ['CARELEDGER_SAMPLE', 'Larkshire'],
    ['CARELEDGER_PORT', 'http'],
  ])('when %s is "%s"', async (name, value) => {
    const { code, said } = await run('start.ts', { [name]: value });
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^${name} is "${value}".+\n$`));
  });

  it('when there is no Java', async () => {
    const { code, said } = await run('check-machine.mjs', { PATH: folder }, '--java');
    expect(code).toBe(1);
    expect(said).toMatch(/^careledger needs Java 17 or newer .+CARELEDGER_DYNAMODB_ENDPOINT\.\n$/);
  });

  it('but needs no Java for somebody else’s DynamoDB', async () => {
    const { code } = await run(
      'check-machine.mjs',
      { PATH: folder, CARELEDGER_DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' },
      '--java',
    );
    expect(code).toBe(0);
  });
});

describe('a careledger that was killed', () => {
  it('takes in at the next start what it had been handed, and ends cleanly when asked to', async () => {
    const environment = {
      ...process.env,
      CARELEDGER_DATA: folder,
      CARELEDGER_SAMPLE: 'none',
      CARELEDGER_PORT: '0',
    };
    const startCareledger = async () => {
      const child = spawn(process.execPath, [join(local, 'start.ts')], { env: environment });
      let said = '';
      // Read to its end: a pipe closed early would fail whoever says goodbye.
      const url = await new Promise<string>((resolve, reject) => {
        child.stdout.on('data', (chunk) => {
          said += String(chunk);
          const address = /at (http:\S+)/.exec(said)?.[1];
          if (address !== undefined) resolve(address);
        });
        child.on('exit', () => {
          reject(new Error(`careledger did not start: ${said}`));
        });
      });
      return { child, url };
    };
    const killed = await startCareledger();
    const put = await fetch(`${killed.url}/local/inbox/people/killed.csv`, {
      method: 'PUT',
      body: 'personId,name,dateOfBirth\nK1,Kay Example,1938-05-06\n',
    });
    killed.child.kill('SIGKILL');
    const { uploadId } = (await put.json()) as { uploadId: string };
    await once(killed.child, 'exit');

    const { child, url } = await startCareledger();
    expect((await fetch(`${url}/local/idle`)).status).toBe(200);
    const token = await fetch(`${url}/local/token`, { method: 'POST', body: '{"user":"olu.officer"}' });
    const { access_token: accessToken } = (await token.json()) as { access_token: string };
    const upload = await fetch(`${url}/v1/uploads/${uploadId}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(await upload.json()).toMatchObject({ key: 'people/killed.csv', state: 'accepted' });
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });
});
