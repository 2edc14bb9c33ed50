import { promises as fs } from 'node:fs';
import path from 'node:path';

const EXPLANATION = `<!doctype html>
<html lang="en">
  <head>
    <title>Not built yet</title>
  </head>
  <body>
    <div role="main">
      <h1>This documentation is not built yet</h1>
      <p>
        Documentation is built with <code>mkdocs</code>, which is not installed
        where the portal runs. Its source is in the <code>docs</code> folder of
        the repository, and can be read there.
      </p>
      <p>
        Once mkdocs is installed (<code>pip install mkdocs</code> or
        <code>apt-get install mkdocs</code>), open this page again a minute
        later: it is then built, without a restart.
      </p>
    </div>
  </body>
</html>
`;

/** Writes a documentation of one page, which says that mkdocs is missing. */
export async function writeExplanation(outputDir: string): Promise<void> {
  await fs.mkdir(outputDir, { recursive: true });
  await fs.writeFile(path.join(outputDir, 'index.html'), EXPLANATION);
  await fs.writeFile(
    path.join(outputDir, 'techdocs_metadata.json'),
    JSON.stringify({
      site_name: 'Not built yet',
      site_description: 'mkdocs is missing',
      build_timestamp: Date.now(),
    }),
  );
}
