import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { IGNORE_PATH } from '@waymark-idp/plugin-golden-path-common';
import { rankVersions } from '@waymark-idp/plugin-golden-path-node';
import { RepositoryReader } from '@waymark-idp/plugin-repositories-node';
import { AdoptionAccess } from './AdoptionAccess';
import { AdoptionFixes } from './AdoptionFixes';
import { Candidates } from './Candidates';
import { identify, Identity } from './identify';
import { ignoreFile } from './ignoreFile';
import { originFiles } from './originFiles';
import { readAdoptable } from './readAdoptable';
import { RepositoryFinder } from './RepositoryFinder';
import { LEAST_SHARE, percent } from './share';
import { AdoptionPlan, AdoptionRequest, Circumstances } from './types';
import { textIn } from './whatItSays';

interface Dependencies {
  access: AdoptionAccess;
  auth: AuthService;
  candidates: Candidates;
  catalog: CatalogService;
  discovery: DiscoveryService;
  finder: RepositoryFinder;
  reader: RepositoryReader;
}

/** Works out what takes a repository onto the golden path. Changes nothing. */
export class Adopter {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): Adopter {
    return new Adopter(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws errors of `@backstage/errors` that say why it cannot be adopted, and what to do */
  async plan(
    request: AdoptionRequest,
    circumstances: Circumstances,
  ): Promise<AdoptionPlan> {
    const { access, finder, reader } = this.#dependencies;
    const { credentials, logger } = circumstances;
    const found = await finder.find(request.repository, credentials);
    if (found.entity) {
      // Before it is read: what is wrong with it is for those who may know it.
      await access.requireFor(stringifyEntityRef(found.entity), credentials);
    }
    const first = await readAdoptable(reader, found.url);
    const identity = await identify(request, found, first, this.#dependencies);
    if (!found.entity) {
      await (identity.inCatalog
        ? access.requireFor(identity.entityRef, credentials)
        : access.requireNew(identity, credentials));
    }
    logger.info(`Read ${found.url}: ${first.paths.length} files.`);

    const loaded = await this.#loadFixes(request, identity, circumstances);
    const { candidates, notCompared } =
      await this.#dependencies.candidates.render(
        request,
        identity,
        circumstances,
      );
    const wanted = new Set(
      candidates.flatMap(c => [...c.rendered.tree.keys()]),
    );
    const keep = typeof loaded === 'object' ? loaded.keep() : () => false;
    const repository = await readAdoptable(reader, found.url, {
      keep: file => wanted.has(file) || keep(file),
      commitTime: typeof loaded === 'object' && loaded.needsCommitTime(),
    });
    if (repository.commit !== first.commit) {
      throw new ConflictError(
        `The repository changed while it was read: it was at ${first.commit}, and is at ${repository.commit} now. Nothing was proposed. Start again.`,
      );
    }
    const ranked = rankVersions(candidates, {
      has: file => repository.has(file),
      text: file => textIn(repository, file),
    });
    // In one line: several of one moment may come out in another order.
    const compared = ranked.map(
      ({ version, nearness }) =>
        `${version.ref} ${version.version} (${percent(nearness.share)})`,
    );
    logger.info(`Nearest first: ${compared.join(', ') || 'none'}.`);
    const [nearest] = ranked;
    const template =
      nearest && (request.template || nearest.nearness.share >= LEAST_SHARE)
        ? nearest
        : undefined;
    if (request.template && !template) {
      throw new InputError(
        `${
          request.template
        } cannot be compared with the repository. ${notCompared.join(' ')}`,
      );
    }
    const own = originFiles(identity, repository, template);
    const fixes =
      typeof loaded === 'object'
        ? await loaded.plan(identity, repository, own)
        : loaded;
    const fixed = typeof fixes === 'object' ? fixes.files : [];
    const contents = new Map(
      [...own, ...fixed].map(({ path: file, after }) => [file, after]),
    );
    const absent = (template?.nearness.missing ?? []).filter(
      file => !contents.has(file),
    );
    if (absent.length > 0 && !repository.has(IGNORE_PATH)) {
      contents.set(IGNORE_PATH, ignoreFile(absent));
    }
    return {
      identity,
      repository,
      template,
      ranked,
      notCompared,
      fixes,
      absent,
      changes: [...contents].map(([file, content]) => ({
        path: file,
        content,
      })),
    };
  }

  /** A proposal without them is better than none: it says why. */
  async #loadFixes(
    request: AdoptionRequest,
    identity: Identity,
    { credentials, logger }: Circumstances,
  ): Promise<AdoptionFixes | string | undefined> {
    if (!request.fixes) {
      return undefined;
    }
    const { auth, discovery } = this.#dependencies;
    try {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'conformity',
      });
      const entityRef = identity.inCatalog ? identity.entityRef : undefined;
      return await AdoptionFixes.load({ discovery, entityRef, token });
    } catch (error) {
      const { message } = error as Error;
      logger.warn(`What could be fixed is not known: ${message}`);
      return message;
    }
  }
}
