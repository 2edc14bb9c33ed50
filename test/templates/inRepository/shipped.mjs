import assert from 'node:assert/strict';
import { run } from '../repositoryCommands.mjs';

/** Fails unless `npm run sbom` lists the one package among what is shipped, and not the other. */
export async function assertShips(repository, { ships, shipsNot }) {
  const output = await run('npm', ['run', '--silent', 'sbom'], {
    cwd: repository,
  });
  const { components } = JSON.parse(output.slice(output.indexOf('{')));
  const shipped = components
    .filter(
      ({ properties = [] }) =>
        !properties.some(({ name }) => name.endsWith(':development')),
    )
    .map(({ name }) => name);
  assert.ok(shipped.includes(ships), `${ships} is not shipped`);
  assert.ok(!shipped.includes(shipsNot), `${shipsNot} is shipped`);
}
