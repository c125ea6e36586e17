import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import * as z from 'zod';
import type { Template } from '../template.ts';
import { sendPage, type Handle } from './answers.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
const compressible = /^(text\/|application\/(json|manifest)|image\/svg)/;
const encoders = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify(gzip),
};
const policyShape = z.object({
  ResponseHeadersPolicyConfig: z.object({
    SecurityHeadersConfig: z.object({
      ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string() }).optional(),
      FrameOptions: z.object({ FrameOption: z.string() }).optional(),
      ReferrerPolicy: z.object({ ReferrerPolicy: z.string() }).optional(),
    }),
  }),
});

/** Serves the built pages as CloudFront does: files lie in /assets or at the top, all else is index.html. */
export function servePages(options: { template: Template; folder: string; uploads: string }): Handle {
  const security = securityHeaders(options.template, options.uploads);
  const compressed = new Map<string, Promise<Buffer>>();
  return async (request, response) => {
    for (const [name, value] of Object.entries(security)) response.setHeader(name, value);
    const file = fileFor(options.folder, new URL(request.url ?? '/', 'http://localhost').pathname);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
    if (file === undefined || found?.isFile() !== true) {
      sendPage(
        response,
        404,
        '<!doctype html><html lang="en"><title>Not found</title><h1>Not found</h1><p><a href="/">Go to the start page</a></p></html>',
      );
      return;
    }
    const etag = `"${found.size.toString(16)}-${Math.floor(found.mtimeMs).toString(16)}"`;
    const type = types[extname(file)] ?? 'application/octet-stream';
    // Vite puts a hash of the content into the names under assets/; everything else is asked for each time.
    const isHashed = file.startsWith(join(options.folder, 'assets'));
    response.setHeader('content-type', type);
    response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.setHeader('vary', 'accept-encoding');
    response.setHeader('etag', etag);
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    const encoding = compressible.test(type) ? chooseEncoding(request.headers['accept-encoding']) : undefined;
    let bytes: Promise<Buffer> = readFile(file);
    if (encoding !== undefined) {
      const key = `${encoding} ${file} ${etag}`;
      bytes = compressed.get(key) ?? bytes.then(encoders[encoding]);
      compressed.set(key, bytes);
      response.setHeader('content-encoding', encoding);
    }
    const content = await bytes;
    response
      .writeHead(200, { 'content-length': content.length })
      .end(request.method === 'HEAD' ? undefined : content);
  };
}

function fileFor(folder: string, pathname: string): string | undefined {
  let path: string;
  try {
    path = normalize(decodeURIComponent(pathname));
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('..')) return undefined;
  const isFile = path.startsWith('/assets/') || /^\/[^/]+\.[a-z]+$/.test(path);
  return join(folder, isFile ? path : 'index.html');
}

function chooseEncoding(accepted: string | string[] | undefined): 'br' | 'gzip' | undefined {
  const text = String(accepted ?? '');
  return /\bbr\b/.test(text) ? 'br' : /\bgzip\b/.test(text) ? 'gzip' : undefined;
}

/** Those of the template's CloudFront policy, with this machine's address for uploads. */
function securityHeaders(template: Template, uploads: string): Record<string, string> {
  const [policy] = template
    .resourcesOf('AWS::CloudFront::ResponseHeadersPolicy')
    .map(({ properties }) => policyShape.parse(properties));
  const config = policy?.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
  const csp = config?.ContentSecurityPolicy?.ContentSecurityPolicy.replace(
    /connect-src [^;]*/,
    `connect-src 'self' ${uploads}`,
  );
  return {
    'x-content-type-options': 'nosniff',
    ...(csp === undefined ? {} : { 'content-security-policy': csp }),
    ...(config?.FrameOptions === undefined ? {} : { 'x-frame-options': config.FrameOptions.FrameOption }),
    ...(config?.ReferrerPolicy === undefined
      ? {}
      : { 'referrer-policy': config.ReferrerPolicy.ReferrerPolicy }),
  };
}
