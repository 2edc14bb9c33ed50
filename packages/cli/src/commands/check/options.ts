import { CheckLevel } from '@waymark-idp/plugin-conformity-common';
import path from 'node:path';
import {
  Option,
  optionsHelp,
  parseArguments,
} from '../../arguments/parseArguments';
import { UsageError } from '../../errors';
import { Portal } from '../../Portal';
import { StandardsPlace } from '../../standards/readStandards';
import { Terminal } from '../../Terminal';

export const FORMATS = ['text', 'json', 'sarif', 'junit', 'markdown'] as const;
export const LEVELS = ['bronze', 'silver', 'gold'] as const;

/** In which form a report comes. */
export type Format = (typeof FORMATS)[number];

const known = {
  standards: {
    value: 'DIR|URL|portal',
    help: 'Where the standards are: a folder, a YAML file or a portal on the\nweb. Default: the portal, where there is one (WAYMARK_STANDARDS).',
  },
  portal: {
    value: 'URL',
    help: 'The portal to ask for standards and for what it knows of the\ncomponent (WAYMARK_PORTAL).',
  },
  token: {
    value: 'TOKEN',
    help: 'A Backstage token for the portal. Better in WAYMARK_TOKEN, where\nnobody else on the machine sees it.',
  },
  facts: {
    value: 'FILE',
    help: 'What the portal knows of the component, exported before:\nGET /api/conformity/entities/component/default/NAME/facts.',
  },
  entity: {
    value: 'NAME',
    help: 'Which component this is, where catalog-info.yaml declares several\nor none.',
  },
  'catalog-info': {
    value: 'PATH',
    help: 'Where it is declared. Default: catalog-info.yaml.',
  },
  format: {
    value: FORMATS.join('|'),
    of: FORMATS,
    help: 'Default: text.',
  },
  output: { value: 'FILE', help: 'Writes the report there.' },
  level: {
    value: LEVELS.join('|'),
    of: LEVELS,
    help: 'Exit code 1 where the component is below this level.',
  },
  base: {
    value: 'FILE',
    help: 'An earlier report in JSON. Exit code 1 where a check fails that did\nnot fail in it.',
  },
  fix: {
    help: 'Writes the fixes that the standards have, then checks again.',
  },
  help: { help: 'This.' },
} satisfies Record<string, Option>;

/** What `waymark check` is asked to do. */
export interface CheckRequest {
  directory: string;
  standards: StandardsPlace;
  portal?: Portal;
  factsFile?: string;
  entity?: string;
  /** Relative to the directory. */
  catalogInfo: string;
  format: Format;
  output?: string;
  level?: CheckLevel;
  baseFile?: string;
  fix: boolean;
}

/**
 * Reads the command line of `waymark check`.
 *
 * @returns undefined where help is asked for.
 * @throws UsageError
 */
export function readCheckRequest(
  args: readonly string[],
  { cwd, env }: Terminal,
): CheckRequest | undefined {
  const { options, switches, positionals } = parseArguments(args, known, 1);
  if (switches.help) {
    return undefined;
  }
  const at = (file: string) => path.resolve(cwd, file);
  const token = options.token ?? env.WAYMARK_TOKEN;
  const portalUrl = options.portal ?? env.WAYMARK_PORTAL;
  const portal = portalUrl
    ? Portal.create({ url: portalUrl, token })
    : undefined;
  return {
    directory: at(positionals[0] ?? '.'),
    standards: placeOf(options.standards ?? env.WAYMARK_STANDARDS, {
      portal,
      token,
      at,
    }),
    portal,
    factsFile: options.facts && at(options.facts),
    entity: options.entity,
    catalogInfo: options['catalog-info'] ?? 'catalog-info.yaml',
    format: (options.format ?? 'text') as Format,
    output: options.output && at(options.output),
    level: options.level as CheckLevel | undefined,
    baseFile: options.base && at(options.base),
    fix: switches.fix ?? false,
  };
}

function placeOf(
  standards: string | undefined,
  {
    portal,
    token,
    at,
  }: { portal?: Portal; token?: string; at: (file: string) => string },
): StandardsPlace {
  if (standards === undefined || standards === 'portal') {
    if (!portal) {
      throw new UsageError(
        'Say where the standards are: --standards with a folder or an address, or --portal with the address of the portal.',
      );
    }
    return { portal };
  }
  if (!/^https?:/i.test(standards)) {
    return { folder: at(standards) };
  }
  return /\.ya?ml$/i.test(new URL(standards).pathname)
    ? { file: new URL(standards) }
    : {
        portal:
          portal && samePlace(portal.url, standards)
            ? portal
            : // The token is the other portal's.
              Portal.create({
                url: standards,
                token: portal ? undefined : token,
              }),
      };
}

function samePlace(a: string, b: string): boolean {
  return new URL(a).origin === new URL(b).origin;
}

export function checkHelp(): string {
  return `Usage: waymark check [DIR] [options]

Checks a folder against the standards: the files as they are now, committed or
not, without what git ignores. Says what is wrong, why it matters and how to
fix it.

${optionsHelp(known)}

What only the portal knows (relations, pushed facts, the graph of dependencies,
waivers) it is asked for with --portal, or comes with --facts. Without either,
checks that need it could not be asked, and say so.

Exit code: 0 checked, whatever was found, unless --level or --base say
otherwise; 1 below the level, or something fails that did not in the base;
2 the command was not understood, or something could not be read.

In CI:
  waymark check --portal https://portal.example.com --level silver
  waymark check --portal https://portal.example.com --format sarif --output waymark.sarif
`;
}
