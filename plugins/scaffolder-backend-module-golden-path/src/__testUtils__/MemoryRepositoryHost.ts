import {
  RepositoryHost,
  RepositoryName,
} from '@waymark-idp/plugin-golden-path-node';

/** A host that keeps names only, for tests of what is asked of it and when. */
export class MemoryRepositoryHost implements RepositoryHost {
  readonly type = 'gitea';
  readonly host = 'git.test';
  readonly repositories = new Set<string>();
  readonly deleted: string[] = [];

  async exists({ owner, name }: RepositoryName) {
    return this.repositories.has(`${owner}/${name}`);
  }

  async defaultBranch(repository: RepositoryName) {
    return (await this.exists(repository)) ? 'main' : undefined;
  }

  async delete({ owner, name }: RepositoryName) {
    this.repositories.delete(`${owner}/${name}`);
    this.deleted.push(`${owner}/${name}`);
  }

  urls({ owner, name }: RepositoryName, branch: string) {
    const repositoryUrl = `http://git.test/${owner}/${name}`;
    return {
      repositoryUrl,
      remoteUrl: `${repositoryUrl}.git`,
      repoContentsUrl: `${repositoryUrl}/src/branch/${branch}/`,
    };
  }
}
