import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { StandardFolder } from './StandardFolder';
import { StandardLocation } from './StandardLocation';
import { StandardTree } from './StandardTree';

/** Reads `conformity.standards`; paths are relative to the working directory. */
export function standardLocationsOf(
  config: Config,
  urlReader: UrlReaderService,
): StandardLocation[] {
  const entries = config.getOptionalConfigArray('conformity.standards') ?? [];
  const locations = entries.map(entry => {
    const url = entry.getOptionalString('url');
    return url
      ? new StandardTree(url, urlReader)
      : new StandardFolder(entry.getString('path'));
  });
  const names = locations.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) {
    throw new InputError(`conformity.standards names ${twice} more than once`);
  }
  return locations;
}
