import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  GeneratorRunOptions,
  TechdocsGenerator,
} from '@backstage/plugin-techdocs-node';
import { adaptPlainTheme } from './adaptPlainTheme';
import { writeExplanation } from './writeExplanation';

/**
 * The released generator, for machines that have mkdocs and nothing else, or
 * not even that.
 *
 * Where mkdocs is missing, it publishes a page that says so, instead of
 * failing. The page carries no etag, so TechDocs tries again when it is next
 * opened: once mkdocs is there, so are the docs.
 */
export class PlainMkdocsGenerator extends TechdocsGenerator {
  readonly #logger: LoggerService;

  constructor(options: ConstructorParameters<typeof TechdocsGenerator>[0]) {
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
    await adaptPlainTheme(options.outputDir);
  }
}

/** Whether an error, or what caused it, is that `mkdocs` could not be started. */
function isMkdocsMissing(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  const { code, syscall } = error;
  return (
    (code === 'ENOENT' && syscall === 'spawn mkdocs') ||
    isMkdocsMissing(error.cause)
  );
}
