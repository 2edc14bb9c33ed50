import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { FileTree } from '@waymark-idp/plugin-golden-path-node';
import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A version of a template, as the plugin golden-path keeps it. */
export interface KeptVersion {
  template: Entity;
  version: string;
  files: FileTree;
}

/** What the plugins golden-path and conformity answer over HTTP, as their `openapi.yaml` has it. */
export class FakePlugins {
  readonly versions: KeptVersion[] = [];
  /** Undefined: the plugin does not answer. */
  standard: string | undefined;
  readonly entities = new Map<string, Entity>();
  /** Runs before each answer. */
  beforeAnswer: () => Promise<void> = async () => {};
  /** `Authorization` of each request. */
  readonly authorizations: (string | undefined)[] = [];
  readonly #server: Server;

  static async start(): Promise<FakePlugins> {
    const fake = new FakePlugins();
    fake.#server.listen(0, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  private constructor() {
    this.#server = createServer(async (req, res) => {
      await this.beforeAnswer();
      this.authorizations.push(req.headers.authorization);
      const answer = this.#answer(decodeURIComponent(req.url!));
      res.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      res.end(
        JSON.stringify(
          answer ?? { error: { name: 'NotFoundError', message: 'Gone.' } },
        ),
      );
    });
  }

  baseUrl(pluginId: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/api/${pluginId}`;
  }

  close(): void {
    this.#server.close();
  }

  #answer(url: string): object | undefined {
    const [, kept, archived] =
      /^\/api\/golden-path\/templates\/template\/default\/(.+?)\/versions(?:\/(.+)\/archive)?$/.exec(
        url,
      ) ?? [];
    if (kept) {
      const all = this.versions.filter(
        ({ template }) => template.metadata.name === kept,
      );
      const one = all.find(({ version }) => version === archived);
      if (!archived) {
        return {
          items: all.map(({ version }) => ({ version, digest: 'sha256:0' })),
        };
      }
      return (
        one && {
          templateRef: stringifyEntityRef(one.template),
          version: one.version,
          digest: 'sha256:0',
          files: [...one.files].map(([path, { mode, content }]) => ({
            path,
            mode,
            content: content.toString('base64'),
          })),
        }
      );
    }
    if (url === '/api/conformity/standards/bundle' && this.standard) {
      return {
        files: [{ path: 'standards/basics.yaml', content: this.standard }],
        problems: [],
        digest: 'd',
        loadedAt: new Date().toISOString(),
      };
    }
    const [, name] =
      /^\/api\/conformity\/entities\/component\/default\/(.+)\/facts$/.exec(
        url,
      ) ?? [];
    const entity = this.entities.get(name);
    return entity && { version: 1, entity, inputs: {}, git: {} };
  }
}
