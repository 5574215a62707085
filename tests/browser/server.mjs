// A static server of the plainest kind, as any host would be: no rewriting, 404.html for what is not there.
import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';

// What the host is told to send, in the page for its administrator: tested is what is documented.
const GUIDE = readFileSync(new URL('../../docs/may-chu.md', import.meta.url), 'utf8');
const HEADERS = listed('headers');
const TYPES = listed('types');

/** The lines `name: value` of a fenced block of the guide. */
function listed(kind) {
  const block = GUIDE.split(`\`\`\`${kind}\n`)[1]?.split('```')[0];
  if (!block) throw new Error(`docs/may-chu.md has no block ${kind}`);
  const split = (line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)];
  return Object.fromEntries(block.trim().split('\n').map(split));
}

/** Serves `folder` below the path `prefix` of a free port of this machine until `close` is called. */
export async function serve(folder, prefix) {
  const server = http.createServer(async (request, response) => {
    try {
      const { status, file } = await find(folder, prefix, request.url);
      const body = await readFile(file);
      const type = TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream';
      response.writeHead(status, { ...HEADERS, 'content-type': type, 'content-length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
  });
  server.maxConnections = 64;
  server.requestTimeout = 30_000;
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    root: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

async function find(folder, prefix, url) {
  const missing = { status: 404, file: path.join(folder, '404.html') };
  const address = decodeURIComponent(new URL(url, 'http://host').pathname);
  if (!address.startsWith(prefix)) return missing;
  const file = path.join(folder, address.slice(prefix.length), address.endsWith('/') ? 'index.html' : '');
  if (!file.startsWith(folder + path.sep)) return missing;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? { status: 200, file } : missing;
}
