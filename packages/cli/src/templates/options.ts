import path from 'node:path';
import { Option } from '../arguments/parseArguments';
import { UsageError } from '../errors';
import { Portal } from '../Portal';
import { Terminal } from '../Terminal';
import {
  FolderTemplateSource,
  PortalTemplateSource,
  TemplateSource,
} from './TemplateSource';

/** Where versions of templates come from, on every command line that needs them. */
export const sourceOptions = {
  template: {
    value: 'DIR|portal',
    help: 'Where the versions of the template are: its folder, with what git\nremembers of it, or the portal. Default: the portal.',
  },
  portal: { value: 'URL', help: 'The portal (WAYMARK_PORTAL).' },
  token: {
    value: 'TOKEN',
    help: 'A Backstage token for the portal. Better in WAYMARK_TOKEN.',
  },
} satisfies Record<string, Option>;

/** @throws UsageError where neither is said */
export async function openTemplateSource(
  options: { template?: string; portal?: string; token?: string },
  { cwd, env }: Terminal,
): Promise<TemplateSource> {
  if (options.template !== undefined && options.template !== 'portal') {
    return await FolderTemplateSource.create(
      path.resolve(cwd, options.template),
    );
  }
  const url = options.portal ?? env.WAYMARK_PORTAL;
  if (!url) {
    throw new UsageError(
      'Say where the versions of the template are: --template with its folder, or --portal with the address of the portal.',
    );
  }
  return PortalTemplateSource.create({
    url: Portal.create({ url }).url,
    token: options.token ?? env.WAYMARK_TOKEN,
  });
}
