import { DiscoveryService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ComponentFixPlan,
  SnapshotsClient,
} from '@waymark-idp/plugin-conformity-common';
import {
  CompiledStandard,
  evaluate,
  EvaluationInputs,
  filesToKeep,
  loadStandards,
  mergeDeclared,
  needsCommitTime,
  planFixes,
  readDeclaredComponents,
  withChanges,
} from '@waymark-idp/plugin-conformity-node';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { Identity } from './identify';
import { OriginFile } from './originFiles';

const CATALOG_INFO = 'catalog-info.yaml';

/** What fixing all that fails, and can be fixed in files, would change. */
export type AdoptionFixPlan = Pick<
  ComponentFixPlan,
  'checks' | 'files' | 'before' | 'after'
>;

/** The standards that are in force, and what the portal knows about a component. */
export class AdoptionFixes {
  readonly #standards: readonly CompiledStandard[];
  readonly #inputs: Partial<EvaluationInputs>;

  /**
   * Asks the conformity plugin.
   *
   * @param options.entityRef - of the component, where the catalog has it
   * @param options.token - for the plugin `conformity`
   * @throws `ResponseError` and others where it does not answer
   */
  static async load(options: {
    discovery: DiscoveryService;
    entityRef?: string;
    token: string;
  }): Promise<AdoptionFixes> {
    const { discovery, entityRef, token } = options;
    const client = new SnapshotsClient({
      discoveryApi: discovery,
      fetchApi: { fetch },
    });
    const { files } = await client.getStandardsBundle({ token });
    const snapshot =
      entityRef === undefined
        ? undefined
        : await client.getFacts(entityRef, { token });
    return new AdoptionFixes(
      loadStandards(files).standards,
      snapshot?.inputs ?? {},
    );
  }

  private constructor(
    standards: readonly CompiledStandard[],
    inputs: Partial<EvaluationInputs>,
  ) {
    this.#standards = standards;
    this.#inputs = inputs;
  }

  /** What a reader has to keep of a repository. */
  keep(): (path: string) => boolean {
    return filesToKeep(this.#standards, { fixes: true });
  }

  /** Whether a reader has to ask when the commit was made. */
  needsCommitTime(): boolean {
    return needsCommitTime(this.#standards);
  }

  /** @param changes - what is proposed besides, `catalog-info.yaml` among it */
  async plan(
    identity: Identity,
    repository: RepositorySnapshot,
    changes: readonly OriginFile[],
  ): Promise<AdoptionFixPlan> {
    const now = new Date();
    const context = { standards: this.#standards, inputs: this.#inputs, now };
    const after = withChanges(repository, changes);
    const declared = readDeclaredComponents(
      after.text(CATALOG_INFO),
      CATALOG_INFO,
    ).find(entity => stringifyEntityRef(entity) === identity.entityRef)!;
    const known = identity.entity ?? located(declared, repository.url);
    const { checks, files, ...scores } = await planFixes('all', {
      ...context,
      entity: mergeDeclared(known, declared),
      repository: after,
    });
    const { entity } = identity;
    const before = entity && evaluate({ ...context, entity, repository });
    return {
      checks,
      files,
      before: { score: before?.score, level: before?.level },
      after: scores.after,
    };
  }
}

/** What the catalog says of a component that it reads from there. */
function located(entity: Entity, url: string): Entity {
  const location = `url:${url}${CATALOG_INFO}`;
  const { apiVersion, kind, metadata } = entity;
  return {
    apiVersion,
    kind,
    metadata: {
      name: metadata.name,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATION_SOURCE_LOCATION]: `url:${url}`,
      },
    },
  };
}
