import { expect } from '@playwright/test';
import { portalUrl } from './portal';

interface Answer {
  status: number;
  body: any;
}

/** How a creation ended. */
export interface Creation {
  /** `refused`: before a task was made of it. */
  status: 'refused' | 'completed' | 'failed';
  /** Why, where it did not complete. */
  message: string;
  log: string;
}

/** What there is of a service. */
export interface Service {
  repository: boolean;
  entity: boolean;
}

const TEMPLATE = 'template:default/typescript-service';

/** Calls the portal's API as one of the sample accounts, past the pages. */
export class PortalClient {
  readonly #token: string;

  static async signIn(account: string): Promise<PortalClient> {
    const session = await fetch(
      `${portalUrl()}/api/auth/sample-accounts/refresh`,
      {
        headers: {
          'x-requested-with': 'XMLHttpRequest',
          'x-waymark-sample-account': account,
        },
      },
    );
    const { backstageIdentity } = await session.json();
    return new PortalClient(backstageIdentity.token);
  }

  private constructor(token: string) {
    this.#token = token;
  }

  get(route: string): Promise<Answer> {
    return this.#call('GET', route);
  }

  post(route: string, body: object): Promise<Answer> {
    return this.#call('POST', route, body);
  }

  /** Posts a creation as the form does once it is content. */
  postCreation(
    name: string,
    repository: { owner?: string; name?: string } = {},
  ): Promise<Answer> {
    const parameters = new URLSearchParams({
      owner: repository.owner ?? 'sample',
      repo: repository.name ?? name,
    });
    return this.post('/scaffolder/v2/tasks', {
      templateRef: TEMPLATE,
      values: {
        name,
        description: 'Something that a test creates.',
        owner: 'group:default/ordering',
        repoUrl: `${gitHost()}?${parameters}`,
      },
    });
  }

  /** Waits for the end of what {@link PortalClient.postCreation} posted. */
  async creationEnds(posted: Answer, withinMs = 60_000): Promise<Creation> {
    if (posted.status !== 201) {
      const { errors, error } = posted.body;
      const message = errors
        ? errors.map((each: { message: string }) => each.message).join('; ')
        : error.message;
      return { status: 'refused', message, log: '' };
    }
    const route = `/scaffolder/v2/tasks/${posted.body.id}`;
    let status = '';
    await expect(async () => {
      status = (await this.get(route)).body.status;
      expect(['completed', 'failed']).toContain(status);
    }, `the end of task ${posted.body.id}`).toPass({ timeout: withinMs });
    const events = await this.#events(posted);
    const end = events.find(event => event.type === 'completion')!.body;
    return {
      status: status as Creation['status'],
      message: end.error?.message ?? end.message,
      log: await this.log(posted),
    };
  }

  /** What a creation has said so far. */
  async log(posted: Answer): Promise<string> {
    const events = await this.#events(posted);
    return events.map(event => event.body.message).join('\n');
  }

  async create(
    name: string,
    repository?: { owner?: string; name?: string },
  ): Promise<Creation> {
    return this.creationEnds(await this.postCreation(name, repository));
  }

  async nameAvailability(name: string) {
    const query = new URLSearchParams({
      name,
      host: gitHost(),
      owner: 'sample',
    });
    return (await this.get(`/golden-path/names?${query}`)).body;
  }

  async find(name: string): Promise<Service> {
    const repository = await fetch(
      `${process.env.WAYMARK_GIT_URL}/api/v1/repos/sample/${name}`,
    );
    const entity = await this.get(
      `/catalog/entities/by-name/component/default/${name}`,
    );
    return {
      repository: repository.status === 200,
      entity: entity.status === 200,
    };
  }

  /** All components and repositories that there are, by name. */
  async inventory(): Promise<string[]> {
    const entities = await this.get(
      '/catalog/entities?filter=kind=component&fields=metadata.name',
    );
    const repositories = await fetch(
      `${process.env.WAYMARK_GIT_URL}/api/v1/orgs/sample/repos?limit=50`,
    );
    return [
      ...entities.body.map(
        (entity: any) => `component ${entity.metadata.name}`,
      ),
      ...(await repositories.json()).map(
        (each: any) => `repository ${each.name}`,
      ),
    ].sort();
  }

  /** Waits for a component to be evaluated, and gives its scorecard. */
  async scorecard(name: string, withinMs = 60_000): Promise<any> {
    let scorecard: Answer | undefined;
    await expect(async () => {
      scorecard = await this.get(
        `/conformity/entities/component/default/${name}`,
      );
      expect(scorecard.status).toBe(200);
      expect(scorecard.body.standards).not.toEqual([]);
    }, `the scorecard of ${name}`).toPass({ timeout: withinMs });
    return scorecard!.body;
  }

  async #events(posted: Answer): Promise<Array<{ type: string; body: any }>> {
    const route = `/scaffolder/v2/tasks/${posted.body.id}/events`;
    return (await this.get(route)).body;
  }

  async #call(method: string, route: string, body?: object): Promise<Answer> {
    const response = await fetch(`${portalUrl()}/api${route}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    return {
      status: response.status,
      body: await response.json().catch(() => undefined),
    };
  }
}

function gitHost(): string {
  return new URL(process.env.WAYMARK_GIT_URL!).host;
}
