import { promises as fs } from 'node:fs';
import path from 'node:path';
import { readerStyle } from './readerStyle';

// The reader shows a page only once a style sheet has loaded, and lets in no
// other than those named as Material for MkDocs names its own.
const ACCEPTED = /main\.[0-9a-f]{8}\.min\.css/;
const STYLE_SHEET = 'main.00000000.min.css';

/**
 * Gives pages of a theme other than Material a style sheet that the TechDocs
 * reader accepts. Pages of Material stay as they are.
 *
 * @param outputDir - Where the site has been built.
 */
export async function adaptPlainTheme(outputDir: string): Promise<void> {
  await fs.writeFile(path.join(outputDir, STYLE_SHEET), readerStyle);
  const files = await fs.readdir(outputDir, { recursive: true });
  for (const file of files.filter(name => name.endsWith('.html'))) {
    const target = path.join(outputDir, file);
    const html = await fs.readFile(target, 'utf8');
    if (!ACCEPTED.test(html)) {
      const href = path.posix.join(
        ...file.split(path.sep).slice(1).fill('..'),
        STYLE_SHEET,
      );
      await fs.writeFile(
        target,
        html.replace(
          '</head>',
          `<link rel="stylesheet" href="${href}"></head>`,
        ),
      );
    }
  }
}
