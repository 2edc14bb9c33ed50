import { LoggerService } from '@backstage/backend-plugin-api';
import {
  GeneratorRunOptions,
  TechdocsGenerator,
} from '@backstage/plugin-techdocs-node';
import { promises as fs } from 'node:fs';
import path from 'node:path';

/**
 * Publishes a page that says what is missing, instead of failing, where
 * mkdocs is not installed.
 *
 * The page carries no etag, so TechDocs tries again when it is next opened:
 * once mkdocs is there, so are the docs.
 */
export class ExplainingTechdocsGenerator extends TechdocsGenerator {
  readonly #logger: LoggerService;

  constructor(
    options: ConstructorParameters<typeof TechdocsGenerator>[0] & {
      logger: LoggerService;
    },
  ) {
    super(options);
    this.#logger = options.logger;
  }

  async run(options: GeneratorRunOptions): Promise<void> {
    try {
      await super.run(options);
    } catch (error) {
      if (!isMkdocsMissing(error)) {
        throw error;
      }
      this.#logger.warn(
        'mkdocs is not installed, so documentation is not built; install it, or set techdocs.builder to external',
      );
      await writeExplanation(options.outputDir);
    }
  }
}

/** Whether an error, or what caused it, is that `mkdocs` could not be started. */
function isMkdocsMissing(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  return (
    (code === 'ENOENT' && syscall === 'spawn mkdocs') ||
    isMkdocsMissing(error.cause)
  );
}

async function writeExplanation(outputDir: string): Promise<void> {
  await fs.mkdir(outputDir, { recursive: true });
  await fs.writeFile(path.join(outputDir, 'index.html'), EXPLANATION);
  await fs.writeFile(path.join(outputDir, 'main.00000000.min.css'), STYLE);
  await fs.writeFile(
    path.join(outputDir, 'techdocs_metadata.json'),
    JSON.stringify({
      site_name: 'Not built yet',
      site_description: 'mkdocs is missing',
      build_timestamp: Date.now(),
    }),
  );
}

// The reader shows a page only once a style sheet has loaded, and lets in no
// other than those named as Material for MkDocs names its own.
const STYLE = '.md-content { max-width: 40rem; margin: 0; }\n';

const EXPLANATION = `<!doctype html>
<html lang="en">
  <head>
    <title>Not built yet</title>
    <link rel="stylesheet" href="main.00000000.min.css">
  </head>
  <body>
    <div class="md-main" data-md-component="main">
      <div class="md-main__inner">
        <div class="md-content">
          <article class="md-content__inner md-typeset">
            <h1>This documentation is not built yet</h1>
            <p>
              Documentation is built with <code>mkdocs</code>, which is not
              installed where the portal runs. The source is in the
              <code>docs</code> folder of the repository, and can be read there.
            </p>
            <p>
              Once mkdocs is installed (<code>pip install mkdocs</code>, or
              <code>apt-get install mkdocs</code>), open this page again: it is
              then built, without a restart.
            </p>
          </article>
        </div>
      </div>
    </div>
  </body>
</html>
`;
