import { InputError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import semver from 'semver';
import { parse } from 'yaml';
import { z } from 'zod/v4';

const file = z
  .string()
  .min(1)
  .refine(
    name => !name.startsWith('/') && !name.split('/').includes('..'),
    'is not a path within the repository',
  );
const key = z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/);

const stepSchema = z.union([
  z.object({ rename: z.object({ from: file, to: file }).strict() }).strict(),
  z
    .object({ renameKey: z.object({ file, from: key, to: key }).strict() })
    .strict(),
  z
    .object({
      setKey: z
        .object({ file, key, value: z.custom<JsonValue>(v => v !== undefined) })
        .strict(),
    })
    .strict(),
]);

const migrationSchema = z
  .object({
    apiVersion: z.literal('waymark.internal/v1'),
    kind: z.literal('Migration'),
    steps: z.array(stepSchema).min(1).max(100),
  })
  .strict();

/** One declarative step; keys are given with dots between. */
export type MigrationStep =
  | { rename: { from: string; to: string } }
  | { renameKey: { file: string; from: string; to: string } }
  | { setKey: { file: string; key: string; value: JsonValue } };

/** What a version asks of repositories that come from an older one. */
export interface Migration {
  version: string;
  steps: MigrationStep[];
}

/**
 * Reads `migrations/<version>.yaml` of a template: those after `from`, up to
 * `to`, in the order of their versions.
 *
 * @throws `InputError` that names the file and what is wrong in it
 */
export async function readMigrations(
  templateFolder: string,
  range: { from: string; to: string },
): Promise<Migration[]> {
  const folder = path.join(templateFolder, 'migrations');
  const names = await fs.readdir(folder).catch(() => [] as string[]);
  const versions = names
    .filter(name => /\.ya?ml$/.test(name))
    .map(name => ({ name, version: name.replace(/\.ya?ml$/, '') }))
    .filter(({ name, version }) => {
      if (!semver.valid(version)) {
        throw new InputError(
          `migrations/${name} is not named after a version, such as 2.0.0.yaml.`,
        );
      }
      return semver.gt(version, range.from) && semver.lte(version, range.to);
    })
    .sort((a, b) => semver.compare(a.version, b.version));
  return await Promise.all(
    versions.map(async ({ name, version }) => {
      const text = await fs.readFile(path.join(folder, name), 'utf8');
      const result = migrationSchema.safeParse(parse(text));
      if (!result.success) {
        const [issue] = result.error.issues;
        throw new InputError(
          `migrations/${name}: ${issue.path.join('.')}: ${issue.message}`,
        );
      }
      return { version, steps: result.data.steps as MigrationStep[] };
    }),
  );
}
