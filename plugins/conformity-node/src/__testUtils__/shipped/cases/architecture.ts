import { both, Cases, edit, entity, withFile, without } from '../changes';

const CI = '.github/workflows/ci.yml';
const LAYER = 'waymark.internal/layer';

export const architecture: Cases = {
  'layer-declared': {
    fails: entity(e => delete e.metadata.annotations[LAYER]),
    nearMiss: entity(e => {
      e.metadata.annotations[LAYER] = 'backend';
    }),
  },
  'boundaries-enforced': {
    fails: without('biome.json'),
    nearMiss: edit(
      'biome.json',
      '{ "level": "error", "options": {} }',
      '"off"',
    ),
  },
  'configuration-in-one-place': {
    fails: withFile('src/queue.ts', 'connect(process.env.QUEUE_URL);\n'),
    nearMiss: edit(
      'src/server.ts',
      'requestTimeout: 10_000',
      "requestTimeout: Number(process.env['REQUEST_TIMEOUT'] ?? config.timeout)",
    ),
  },
  'contract-first': {
    fails: edit('src/server.ts', /routes\(.*\n/, ''),
    nearMiss: both(
      edit('src/server.ts', 'routes(app', '// routes(app'),
      withFile(
        'src/help.ts',
        "export const help = 'See openapi.yaml in the repository';\n",
      ),
    ),
  },
  'one-outbound-client': {
    fails: withFile('src/payments.ts', "await fetch('/v1/payments');\n"),
    nearMiss: withFile(
      'src/payments.ts',
      "import { stock } from './stock.ts';\nconst sent = await axios.post('/v1/payments');\n",
    ),
  },
};

/** Beyond the two of each check: other ways to miss it. */
export const moreMisses = {
  'boundaries-enforced': edit(CI, 'npm run ci', 'npm test'),
};
