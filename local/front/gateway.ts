import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { codeOf } from '../data-folder.ts';
import { StartError } from '../start-error.ts';
import { sendProblem, type Handle } from './answers.ts';

export type Gateway = {
  origin: string;
  /** Without routes every request is told to wait. */
  open: (routes: { prefix: string; handle: Handle }[]) => void;
  stop: () => Promise<void>;
};

/** The one address of careledger on this machine: reachable from this machine only. */
export async function startGateway(port: number): Promise<Gateway> {
  let routes: { prefix: string; handle: Handle }[] = [];
  const server = createServer((request, response) => {
    void answer(routes, origin, request, response);
  });
  // Node would cut off an upload of more than five minutes.
  server.requestTimeout = 0;
  await listen(server, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('An HTTP server without a port.');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    open: (given) => {
      routes = given;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    throw new StartError(
      `Port ${port} is in use: stop what listens there (perhaps another careledger), or choose another port with CARELEDGER_PORT.`,
    );
  }
}

async function answer(
  routes: { prefix: string; handle: Handle }[],
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? '/';
  const route = routes.find(({ prefix }) => path.startsWith(prefix) || path === prefix.slice(0, -1));
  const host = request.headers.host ?? '';
  try {
    if (route === undefined) {
      sendProblem(
        response,
        503,
        'Not ready',
        'careledger is starting or stopping: try again in a few seconds.',
      );
    } else if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) {
      // A page from elsewhere whose name was pointed at this machine must not act here.
      sendProblem(response, 421, 'Misdirected request', `Ask ${origin}, not ${host}.`);
    } else if (host.startsWith('localhost') && route.prefix === '/' && request.method === 'GET') {
      // Sign-in and pages know one address only.
      response.writeHead(302, { location: origin + path }).end();
    } else {
      await route.handle(request, response);
    }
  } catch (error) {
    // A browser that went away wants no answer, and nothing is wrong here; its last byte may have come just before.
    const isAborted = !request.complete || codeOf(error) === 'ECONNRESET';
    if (request.socket.destroyed && isAborted) return;
    console.error(error);
    if (response.headersSent) response.destroy();
    else sendProblem(response, 500, 'Internal error', 'The local runtime failed: see its output.');
  }
}
