import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ComponentGraph,
  conformityScorecardReadPermission,
  conformityStandardReadPermission,
  FactsSnapshot,
  StandardsBundle,
} from '@waymark-idp/plugin-conformity-common';
import { graphPartOf } from '@waymark-idp/plugin-conformity-node';
import { ScoreStore } from '../database/ScoreStore';
import { AnyInputSource } from '../inputs/InputSource';
import { loadInputs } from '../inputs/loadInputs';
import { Access } from '../service/Access';
import { StandardsSource } from '../standards/StandardsSource';

/** What it takes to come to the portal's outcomes elsewhere. */
export interface SnapshotService {
  /**
   * What the worker would give an evaluation of the component now.
   *
   * @throws NotAllowedError, NotFoundError
   */
  facts(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<FactsSnapshot>;

  /** The files of the standards in force. @throws NotAllowedError */
  standards(options: {
    credentials: BackstageCredentials;
  }): Promise<StandardsBundle>;
}

interface Dependencies {
  access: Access;
  scores: ScoreStore;
  standards: StandardsSource;
  inputSources: readonly AnyInputSource[];
}

export class DefaultSnapshotService implements SnapshotService {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): DefaultSnapshotService {
    return new DefaultSnapshotService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async facts(
    entityRef: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<FactsSnapshot> {
    const { access, scores, standards, inputSources } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    const entity = await access.entity(credentials, entityRef);
    const { digest } = standards.current();
    const now = new Date();
    const [inputs, row] = await Promise.all([
      loadInputs({
        sources: inputSources,
        standardsDigest: digest,
        entityRefs: [entityRef],
        now,
      }),
      scores.get(entityRef),
    ]);
    const { graph, ...known } = inputs.inputsOf(entityRef);
    const shown = graph && (await this.#shown(graph, credentials));
    return {
      version: 1,
      entity,
      inputs: {
        ...(known as FactsSnapshot['inputs']),
        ...(shown && { graph: shown }),
      },
      standardsDigest: digest,
      git: { commit: row?.commit ?? undefined },
      takenAt: now.toISOString(),
    };
  }

  /**
   * Not the whole fleet: what its checks look at. And only where the caller may
   * see all of that: checks that look at a part would say that all is well.
   */
  async #shown(
    graph: ComponentGraph,
    credentials: BackstageCredentials,
  ): Promise<ComponentGraph | undefined> {
    const part = graphPartOf(graph);
    const visible = await this.#dependencies.access.visible(
      credentials,
      part.nodes.map(({ ref }) => ({ entityRef: ref })),
    );
    return visible.length === part.nodes.length ? part : undefined;
  }

  async standards({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<StandardsBundle> {
    const { access, standards } = this.#dependencies;
    await access.require(credentials, conformityStandardReadPermission);
    const { files, problems, digest, loadedAt } = standards.current();
    return { files, problems, digest, loadedAt: loadedAt.toISOString() };
  }
}
