import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AdoptionSummary,
  ComponentDrift,
  DEPRECATED_ANNOTATION,
  OwnerWithoutTemplate,
  SOURCE_TEMPLATE_ANNOTATION,
  TemplateAdoption,
  TemplateDeprecation,
  TIME_SAVED_ANNOTATION,
} from '@waymark-idp/plugin-golden-path-common';
import semver from 'semver';
import { AdoptionStore, TemplateUse } from '../database/DatabaseAdoptionStore';
import { DriftService } from '../drift/DriftService';
import { TemplateVersions } from '../versions/TemplateVersions';
import { timeSavedHours } from './timeSavedHours';

/** A component without a commit for this long after its creation is counted as abandoned. */
const ABANDONED_AFTER_DAYS = 90;
const LISTED_PER_OWNER = 100;
const PAGE_SIZE = 500;

/** How templates are used. */
export interface AdoptionService {
  /** Zeros where nothing came from it yet. */
  get(template: Entity): Promise<TemplateAdoption>;
  /** As far as the caller may see templates and components. */
  summary(credentials: BackstageCredentials): Promise<AdoptionSummary>;
  /** Every component that came from a template, by ref. */
  components(): AsyncIterable<ComponentDrift[]>;
}

/** {@link AdoptionService} on what was compared, and the catalog. */
export class DefaultAdoptionService implements AdoptionService {
  readonly #store: AdoptionStore;
  readonly #versions: TemplateVersions;
  readonly #drift: DriftService;
  readonly #catalog: CatalogService;

  static create(options: {
    adoption: AdoptionStore;
    versions: TemplateVersions;
    drift: DriftService;
    catalog: CatalogService;
  }): DefaultAdoptionService {
    return new DefaultAdoptionService(options);
  }

  private constructor(
    options: Parameters<typeof DefaultAdoptionService.create>[0],
  ) {
    this.#store = options.adoption;
    this.#versions = options.versions;
    this.#drift = options.drift;
    this.#catalog = options.catalog;
  }

  async get(template: Entity): Promise<TemplateAdoption> {
    const templateRef = stringifyEntityRef(template);
    const [use] = await this.#store.list({
      templateRef,
      abandonedAfterDays: ABANDONED_AFTER_DAYS,
    });
    return await this.#toAdoption(template, use);
  }

  async summary(credentials: BackstageCredentials): Promise<AdoptionSummary> {
    const [templates, uses, fleet] = await Promise.all([
      this.#catalog.getEntities(
        { filter: { kind: 'Template' } },
        { credentials },
      ),
      this.#store.list({ abandonedAfterDays: ABANDONED_AFTER_DAYS }),
      this.#fleet(credentials),
    ]);
    const byRef = new Map(uses.map(use => [use.templateRef, use]));
    const adoptions = await Promise.all(
      templates.items.map(async template =>
        this.#toAdoption(template, byRef.get(stringifyEntityRef(template))),
      ),
    );
    return {
      ...fleet,
      templates: adoptions.sort(
        (a, b) =>
          b.stillOn - a.stillOn || (a.templateRef < b.templateRef ? -1 : 1),
      ),
    };
  }

  async *components(): AsyncIterable<ComponentDrift[]> {
    let after: string | undefined;
    do {
      const page = await this.#drift.list({ limit: PAGE_SIZE, after });
      yield page;
      after = page.length === PAGE_SIZE ? page.at(-1)?.entityRef : undefined;
    } while (after);
  }

  async #fleet(
    credentials: BackstageCredentials,
  ): Promise<Omit<AdoptionSummary, 'templates'>> {
    const without = new Map<string | undefined, string[]>();
    let components = 0;
    let onTemplate = 0;
    let cursor: string | undefined;
    do {
      const { items, pageInfo } = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE }
          : {
              filter: { kind: 'Component' },
              fields: [
                'kind',
                'metadata.name',
                'metadata.namespace',
                'metadata.annotations',
                'relations',
              ],
              orderFields: [{ field: 'metadata.uid', order: 'asc' }],
              limit: PAGE_SIZE,
            },
        { credentials },
      );
      components += items.length;
      for (const entity of items) {
        if (entity.metadata.annotations?.[SOURCE_TEMPLATE_ANNOTATION]) {
          onTemplate += 1;
          continue;
        }
        const owner = entity.relations?.find(
          relation => relation.type === 'ownedBy',
        )?.targetRef;
        const refs = without.get(owner) ?? [];
        refs.push(stringifyEntityRef(entity));
        without.set(owner, refs);
      }
      cursor = pageInfo.nextCursor;
    } while (cursor);
    const owners = [...without].map(
      ([owner, refs]): OwnerWithoutTemplate => ({
        owner,
        components: refs.sort().slice(0, LISTED_PER_OWNER),
        total: refs.length,
      }),
    );
    owners.sort((a, b) => b.total - a.total);
    return { components, onTemplate, without: owners };
  }

  async #toAdoption(
    template: Entity,
    use: TemplateUse | undefined,
  ): Promise<TemplateAdoption> {
    const templateRef = stringifyEntityRef(template);
    const { annotations = {}, title } = template.metadata;
    const created = use?.created ?? 0;
    const perComponentHours = timeSavedHours(
      annotations[TIME_SAVED_ANNOTATION],
    );
    const versions = [...(use?.versions ?? [])].sort((a, b) =>
      compareVersions(b.version, a.version),
    );
    const known = await this.#versions.list();
    return {
      templateRef,
      title,
      newestVersion: known.get(templateRef)?.[0]?.version,
      deprecated: deprecationOf(annotations[DEPRECATED_ANNOTATION]),
      created,
      stillOn: use?.stillOn ?? 0,
      versions,
      states: use?.states ?? { upToDate: 0, behind: 0, unknown: 0 },
      hotSpots: use?.hotSpots ?? [],
      firstGreen: {
        known: use?.greenKnown ?? 0,
        medianMinutes: use?.greenMedianMinutes,
      },
      timeSaved:
        perComponentHours === undefined
          ? undefined
          : { perComponentHours, hours: perComponentHours * created },
      abandoned: {
        afterDays: ABANDONED_AFTER_DAYS,
        components: use?.abandoned ?? 0,
      },
    };
  }
}

function deprecationOf(
  value: string | undefined,
): TemplateDeprecation | undefined {
  if (!value || value === 'false') {
    return undefined;
  }
  return value === 'true' ? {} : { successor: value };
}

/** Semantic ones in their order, the others after them. */
function compareVersions(a: string | undefined, b: string | undefined): number {
  const [left, right] = [semver.parse(a), semver.parse(b)];
  if (left && right) {
    return semver.compare(left, right);
  }
  return Number(Boolean(left)) - Number(Boolean(right));
}
