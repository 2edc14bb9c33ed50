import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { git } from './TestGitHost';

export interface RawEntry {
  mode: string;
  name: string;
  sha: string;
}

/** Writes a tree that git itself would refuse to make; returns its id. */
export async function writeRawTree(
  dir: string,
  entries: RawEntry[],
): Promise<string> {
  const body = Buffer.concat(
    entries.map(entry =>
      Buffer.concat([
        Buffer.from(`${entry.mode} ${entry.name}\0`),
        Buffer.from(entry.sha, 'hex'),
      ]),
    ),
  );
  const args = ['hash-object', '-t', 'tree', '--literally', '-w', '--stdin'];
  return new Promise((resolve, reject) => {
    const child = execFile('git', args, { cwd: dir }, (error, stdout) =>
      error ? reject(error) : resolve(stdout.trim()),
    );
    child.stdin!.end(body);
  });
}

/** Puts one entry under any name into a commit on a branch of its own. */
export async function commitRawEntry(
  dir: string,
  branch: string,
  entry: Omit<RawEntry, 'sha'> & { content: string },
): Promise<void> {
  const blob = await new Promise<string>((resolve, reject) => {
    const child = execFile(
      'git',
      ['hash-object', '-w', '--stdin'],
      { cwd: dir },
      (error, stdout) => (error ? reject(error) : resolve(stdout.trim())),
    );
    child.stdin!.end(entry.content);
  });
  const isTree = entry.mode === '40000';
  const inner = isTree
    ? await writeRawTree(dir, [{ mode: '100644', name: 'config', sha: blob }])
    : blob;
  const tree = await writeRawTree(dir, [
    { mode: entry.mode, name: entry.name, sha: inner },
  ]);
  const id = await git(dir, 'commit-tree', '-m', 'Raw', tree);
  await git(dir, 'update-ref', `refs/heads/${branch}`, id);
}

export function packetLine(text: string): Buffer {
  const length = Buffer.byteLength(text) + 4;
  return Buffer.from(length.toString(16).padStart(4, '0') + text);
}

interface PackObject {
  /** Numbers of git's pack format: 1 commit, 2 tree, 3 blob, 6 delta. */
  type: 1 | 2 | 3 | 6;
  body: Buffer;
  /** Of a delta: where its base is. */
  prefix?: Buffer;
}

function packOf(objects: PackObject[]): Buffer {
  const pack = Buffer.concat([
    Buffer.from('PACK'),
    Buffer.from([0, 0, 0, 2, 0, 0, 0, objects.length]),
    ...objects.map(encodeObject),
  ]);
  return Buffer.concat([pack, createHash('sha1').update(pack).digest()]);
}

function encodeObject({ type, body, prefix }: PackObject): Buffer {
  return Buffer.concat([
    objectHeader(type, body.length),
    prefix ?? Buffer.alloc(0),
    deflateSync(body),
  ]);
}

/**
 * A pack of a few bytes whose second object claims to be 64 GiB when its delta
 * is applied to the first.
 */
export function deltaBombPack(): Buffer {
  const base: PackObject = { type: 3, body: Buffer.from('a') };
  const body = Buffer.concat([
    varint(1),
    varint(64 * 1024 ** 3),
    // "copy 1 byte from offset 0", over and over
    Buffer.alloc(1024, Buffer.from([0x90, 0x01])),
  ]);
  const prefix = Buffer.from([encodeObject(base).length]);
  return packOf([base, { type: 6, body, prefix }]);
}

/** A pack with one commit whose tree holds a file under any name, even none. */
export function packWithName(name: string): { pack: Buffer; commit: string } {
  const idOf = (kind: string, body: Buffer) =>
    createHash('sha1').update(`${kind} ${body.length}\0`).update(body).digest();
  const blob = Buffer.from('content\n');
  const tree = Buffer.concat([
    Buffer.from(`100644 ${name}\0`),
    idOf('blob', blob),
  ]);
  const person = 'A <a@sample.example> 1700000000 +0000';
  const commit = Buffer.from(
    `tree ${idOf('tree', tree).toString(
      'hex',
    )}\nauthor ${person}\ncommitter ${person}\n\nRaw\n`,
  );
  return {
    commit: idOf('commit', commit).toString('hex'),
    pack: packOf([
      { type: 1, body: commit },
      { type: 2, body: tree },
      { type: 3, body: blob },
    ]),
  };
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return Buffer.from(bytes);
}

function objectHeader(type: number, size: number): Buffer {
  const rest = Math.floor(size / 16);
  const first = type * 16 + (size % 16);
  return rest > 0
    ? Buffer.concat([Buffer.from([first + 128]), varint(rest)])
    : Buffer.from([first]);
}
