import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** What the page is told when it is served, so that one image runs everywhere. */
export interface PageSettings {
  apiUrl: string;
  telemetryUrl: string | undefined;
}

/** One way to send a file: as it is, or compressed. */
export interface Representation {
  body: Buffer;
  /** As in Content-Encoding; undefined: as it is. */
  encoding: 'br' | 'gzip' | undefined;
  etag: string;
}

export interface StaticFile {
  type: string;
  cacheControl: string;
  /** The smallest first; the last one is the file as it is. */
  representations: readonly Representation[];
}

const types: Record<string, string> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const compressed = new Set(['.br', '.gz']);
/** For developers, who build them from the same commit; not for everybody. */
const withheld = new Set(['.map']);
const settingsElement = /(<script type="application\/json" id="settings">)[^<]*(<\/script>)/;

/**
 * The app's files, read once at start. Requests are answered from this list and never from the file system, so there is
 * no path that leads out of it.
 */
export class StaticFiles {
  readonly #files: ReadonlyMap<string, StaticFile>;
  /** What is served for every page of the app. */
  readonly page: StaticFile;

  private constructor(files: ReadonlyMap<string, StaticFile>, page: StaticFile) {
    this.#files = files;
    this.page = page;
  }

  /** @throws where the folder is not there, or holds no index.html with a place for the settings */
  static async load(folder: string, settings: PageSettings): Promise<StaticFiles> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause) => {
      throw new Error(`There is no app in ${folder}: run "npm run build", or set APP_DIR`, { cause });
    });
    const contents = new Map<string, Buffer>();
    for (const entry of entries.filter((candidate) => candidate.isFile())) {
      const file = join(entry.parentPath, entry.name);
      contents.set(file.slice(join(folder, sep).length - 1).replaceAll(sep, '/'), await readFile(file));
    }

    const page = withSettings(contents.get('/index.html')?.toString() ?? '', settings);
    if (page === undefined) throw new Error(`${folder}/index.html has no element for the settings`);
    contents.set('/index.html', page);
    contents.set('/index.html.br', brotliCompressSync(page));
    contents.set('/index.html.gz', gzipSync(page));

    const files = new Map<string, StaticFile>();
    for (const [path, body] of contents) {
      const extension = extname(path);
      if (compressed.has(extension) || withheld.has(extension)) continue;
      files.set(path, {
        type: types[extension] ?? 'application/octet-stream',
        cacheControl: cacheControlOf(path),
        representations: representationsOf(body, contents.get(`${path}.br`), contents.get(`${path}.gz`)),
      });
    }
    return new StaticFiles(files, files.get('/index.html') as StaticFile);
  }

  get(path: string): StaticFile | undefined {
    return this.#files.get(path);
  }
}

/** The best of a file's representations that the Accept-Encoding of a request allows. */
export function chooseRepresentation(file: StaticFile, acceptEncoding: string | undefined): Representation {
  const accepted = new Set<string>();
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) accepted.add(name);
  }
  const fits = ({ encoding }: Representation) => encoding === undefined || accepted.has(encoding);
  return file.representations.find(fits) as Representation;
}

function withSettings(html: string, { apiUrl, telemetryUrl }: PageSettings): Buffer | undefined {
  if (!settingsElement.test(html)) return undefined;
  // "<" could end the element; in JSON it can be written otherwise.
  const settings = JSON.stringify({ apiUrl, telemetryUrl }).replaceAll('<', '\\u003c');
  return Buffer.from(html.replace(settingsElement, (_all, begin, end) => begin + settings + end));
}

function cacheControlOf(path: string): string {
  // Their names are made from what is in them: under one name there is never anything else.
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  return path.endsWith('.html') ? 'no-cache' : 'public, max-age=3600';
}

function representationsOf(body: Buffer, br: Buffer | undefined, gzip: Buffer | undefined): Representation[] {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 20);
  return [
    ...(br ? [{ body: br, encoding: 'br' as const, etag: `"${hash}-br"` }] : []),
    ...(gzip ? [{ body: gzip, encoding: 'gzip' as const, etag: `"${hash}-gzip"` }] : []),
    { body, encoding: undefined, etag: `"${hash}"` },
  ];
}
