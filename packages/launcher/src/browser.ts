import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A Chromium, and the environment that it needs. */
export interface Browser {
  executablePath: string;
  env: NodeJS.ProcessEnv;
}

/** The npm package that carries a Chromium for Linux on x64, and its libraries. */
const PACKAGE = '@sparticuz/chromium';
const VERSION = '153.0.0';

const ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * `CHROMIUM_PATH`, an installed Chromium or Chrome, or else one that is brought
 * from npm and unpacked below `stateDir`.
 *
 * @throws Error saying what to install where none can be brought.
 */
export async function findBrowser(stateDir: string): Promise<Browser> {
  const executablePath =
    process.env.CHROMIUM_PATH ||
    findOnPath() ||
    INSTALLED.find(candidate => existsSync(candidate));
  if (executablePath) return { executablePath, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No Chromium or Chrome was found. Install one, or set CHROMIUM_PATH to where it is.',
    );
  }
  return await bringBrowser(path.join(stateDir, 'browser', VERSION));
}

function findOnPath(): string | undefined {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap(dir => ON_PATH.map(name => path.join(dir, name)))
    .find(candidate => existsSync(candidate));
}

async function bringBrowser(dir: string): Promise<Browser> {
  const unpacked = path.join(dir, 'unpacked');
  const libraries = path.join(unpacked, 'al2023', 'lib');
  const executablePath = path.join(unpacked, 'chromium');
  if (!existsSync(executablePath)) {
    process.stdout.write(
      `• No browser found: bringing ${PACKAGE} ${VERSION}\n`,
    );
    const fresh = `${dir}.${process.pid}`;
    await mkdir(path.join(fresh, 'unpacked'), { recursive: true });
    await writeFile(path.join(fresh, 'package.json'), '{ "private": true }\n');
    await execute('npm', [
      'install',
      '--prefix',
      fresh,
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      `${PACKAGE}@${VERSION}`,
    ]);
    // The package unpacks into the temporary folder, and brings its libraries
    // only where it believes to be in the cloud function that it was made for.
    await execute(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import chromium from '${PACKAGE}'; await chromium.executablePath();`,
      ],
      {
        cwd: fresh,
        env: {
          ...process.env,
          TMPDIR: path.join(fresh, 'unpacked'),
          AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
        },
      },
    );
    // Its own configuration looks for fonts where it would have unpacked them
    // there; without a font, nothing that is written has a size.
    await writeFile(
      path.join(fresh, 'unpacked', 'fonts', 'fonts.conf'),
      fontsConfiguration(path.join(unpacked, 'fonts')),
    );
    await rm(dir, { recursive: true, force: true });
    await rename(fresh, dir);
  }
  return {
    executablePath,
    env: {
      LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(':'),
      FONTCONFIG_PATH: path.join(unpacked, 'fonts'),
    },
  };
}

function fontsConfiguration(dir: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${dir}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(dir, 'cache')}</cachedir>
</fontconfig>
`;
}
