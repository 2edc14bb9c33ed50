import { DEFAULT_NAMESPACE, Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { LineCounter, parseAllDocuments } from 'yaml';

const MAX_DOCUMENTS = 1000;

/**
 * The components that a `catalog-info.yaml` declares, as far as the file tells:
 * without relations, and without what the catalog adds.
 *
 * @param file - the path to name in errors.
 *
 * @throws InputError when it is not YAML, or a component in it has no name.
 *
 * @public
 */
export function readDeclaredComponents(text: string, file: string): Entity[] {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    prettyErrors: false,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents)) {
    return [];
  }
  if (documents.length > MAX_DOCUMENTS) {
    throw new InputError(`${file} has more than ${MAX_DOCUMENTS} documents`);
  }
  return documents.flatMap((document): Entity[] => {
    const [error] = document.errors;
    if (error) {
      const { line } = counter.linePos(error.pos[0]);
      throw new InputError(`${file}:${line} is not YAML: ${error.message}`);
    }
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: 100 });
    } catch (cause) {
      throw new InputError(`${file} cannot be read: ${cause}`);
    }
    if (!isComponent(value)) {
      return [];
    }
    const { name, namespace = DEFAULT_NAMESPACE } = value.metadata;
    if (typeof name !== 'string' || typeof namespace !== 'string') {
      const { line } = counter.linePos(document.range[0]);
      throw new InputError(
        `${file}:${line} declares a Component without metadata.name`,
      );
    }
    return [{ ...value, metadata: { ...value.metadata, namespace } }];
  });
}

function isComponent(value: unknown): value is Entity {
  const entity = value as Partial<Entity> | undefined | null;
  return (
    typeof entity === 'object' &&
    String(entity?.kind).toLocaleLowerCase('en-US') === 'component' &&
    typeof entity?.metadata === 'object'
  );
}
