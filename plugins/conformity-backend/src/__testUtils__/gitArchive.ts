import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import path from 'path';

/** What `git archive HEAD` makes of these files, and their commit. */
export function gitArchive(files: Record<string, string>): {
  tar: Buffer;
  commit: string;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'archive-'));
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Dana',
        GIT_AUTHOR_EMAIL: 'dana@shop.example',
        GIT_COMMITTER_NAME: 'Dana',
        GIT_COMMITTER_EMAIL: 'dana@shop.example',
      },
    });
  try {
    git('init', '-q');
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), content);
    }
    git('add', '-A', '-f');
    git('commit', '-q', '-m', 'Files');
    return {
      tar: git('archive', 'HEAD'),
      commit: git('rev-parse', 'HEAD').toString().trim(),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
