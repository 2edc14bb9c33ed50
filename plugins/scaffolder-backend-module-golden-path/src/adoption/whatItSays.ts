import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';

/** What is read of a repository to know it. */
export const TELLING = ['package.json', 'README.md'];

/** What a repository says of itself, apart from the catalog. */
export interface SelfDescription {
  /** As its package is called, without scope. */
  name?: string;
  description?: string;
}

/** The text of a file; undefined where there is none that could be read. */
export function textIn(
  repository: RepositorySnapshot,
  path: string,
): string | undefined {
  try {
    return repository.text(path);
  } catch {
    return undefined;
  }
}

/** Reads `package.json` and `README.md`, which may be anything. */
export function whatItSays(repository: RepositorySnapshot): SelfDescription {
  const { name, description } = packageIn(textIn(repository, 'package.json'));
  return {
    name: name?.replace(/^@[^/]*\//, '') || undefined,
    description:
      description || firstParagraphOf(textIn(repository, 'README.md') ?? ''),
  };
}

function packageIn(text = '{}'): { name?: string; description?: string } {
  try {
    const { name, description } = JSON.parse(text);
    return {
      name: typeof name === 'string' ? name : undefined,
      description:
        typeof description === 'string' ? description.trim() : undefined,
    };
  } catch {
    return {};
  }
}

/** The first that is neither a heading, nor badges, nor markup. */
function firstParagraphOf(markdown: string): string | undefined {
  const paragraph = markdown
    .split(/\r?\n\s*\r?\n|^#.*$/m)
    .map(part => part.replace(/\s+/g, ' ').trim())
    .find(
      part => part !== '' && !/^(?:[#<>|!`~=*-]|\[!\[|\[[^\]]*\]:)/.test(part),
    );
  return paragraph && paragraph.length > 300
    ? `${paragraph.slice(0, 299)}…`
    : paragraph;
}
