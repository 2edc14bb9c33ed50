import { AdoptionSummary, TemplateAdoption } from '../adoption';
import { TemplateVersionArchive, TemplateVersionSummary } from '../version';
import {
  GoldenPathClientOptions,
  GoldenPathRequestOptions,
  GoldenPathRequests,
  templatePath,
} from './GoldenPathRequests';

/**
 * How templates are used, and what their versions are.
 *
 * @remarks
 *
 * Every method rejects with a `ResponseError` (`@backstage/errors`) where the
 * backend refuses.
 *
 * @public
 */
export interface AdoptionApi {
  /** The golden path in all: `GET /adoption`. */
  getAdoption(options?: GoldenPathRequestOptions): Promise<AdoptionSummary>;

  /** One template: `GET /templates/{kind}/{namespace}/{name}/adoption`. */
  getTemplateAdoption(
    templateRef: string,
    options?: GoldenPathRequestOptions,
  ): Promise<TemplateAdoption>;

  /** One line per component, as a file: `GET /adoption/export`. */
  exportAdoption(
    format: 'csv' | 'json',
    options?: GoldenPathRequestOptions,
  ): Promise<string>;

  /** The versions that are kept, newest first: `GET /templates/…/versions`. */
  listTemplateVersions(
    templateRef: string,
    options?: GoldenPathRequestOptions,
  ): Promise<TemplateVersionSummary[]>;

  /** The files of a version: `GET /templates/…/versions/{version}/archive`. */
  getTemplateVersion(
    templateRef: string,
    version: string,
    options?: GoldenPathRequestOptions,
  ): Promise<TemplateVersionArchive>;
}

/** {@link AdoptionApi} over HTTP. @public */
export class AdoptionClient implements AdoptionApi {
  readonly #requests: GoldenPathRequests;

  constructor(options: GoldenPathClientOptions) {
    this.#requests = new GoldenPathRequests(options);
  }

  async getAdoption(
    options?: GoldenPathRequestOptions,
  ): Promise<AdoptionSummary> {
    return await this.#requests.send('GET', '/adoption', { options });
  }

  async getTemplateAdoption(
    templateRef: string,
    options?: GoldenPathRequestOptions,
  ): Promise<TemplateAdoption> {
    const path = `${templatePath(templateRef)}/adoption`;
    return await this.#requests.send('GET', path, { options });
  }

  async exportAdoption(
    format: 'csv' | 'json',
    options?: GoldenPathRequestOptions,
  ): Promise<string> {
    const response = await this.#requests.fetch('GET', '/adoption/export', {
      query: { format },
      options,
    });
    return await this.#requests.textOf(response);
  }

  async listTemplateVersions(
    templateRef: string,
    options?: GoldenPathRequestOptions,
  ): Promise<TemplateVersionSummary[]> {
    const path = `${templatePath(templateRef)}/versions`;
    const { items } = await this.#requests.send<{
      items: TemplateVersionSummary[];
    }>('GET', path, { options });
    return items;
  }

  async getTemplateVersion(
    templateRef: string,
    version: string,
    options?: GoldenPathRequestOptions,
  ): Promise<TemplateVersionArchive> {
    const name = encodeURIComponent(version);
    const path = `${templatePath(templateRef)}/versions/${name}/archive`;
    return await this.#requests.send('GET', path, { options });
  }
}
