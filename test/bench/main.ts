import { parseArgs } from 'node:util';
import { Bench } from './Bench';
import { changePointsSideBySide } from './changePoints';
import { cliSideBySide } from './cli/cli';
import { conformitySideBySide } from './conformity/sideBySide';
import { driftAtSize } from './goldenPath/drift';
import { replicasShare } from './replicas/replicas';
import { repositoriesAtSize } from './repositories/repositories';
import { surveysAtSize } from './surveys/surveys';

const BENCHMARKS: Record<string, (bench: Bench) => Promise<void>> = {
  conformity: conformitySideBySide,
  'change-points': changePointsSideBySide,
  cli: cliSideBySide,
  drift: driftAtSize,
  replicas: replicasShare,
  repositories: repositoriesAtSize,
  surveys: surveysAtSize,
};

const USAGE = `yarn bench [NAME…] [--size N]… [--no-peers]

Names: ${Object.keys(BENCHMARKS).join(', ')}. Without one, all run.
--size N     only with so many components; may be repeated
--no-peers   measure ours alone
`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', multiple: true },
      'no-peers': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(BENCHMARKS);
  if (values.help || names.some(name => !BENCHMARKS[name])) {
    process.stdout.write(USAGE);
    return;
  }
  const bench = await Bench.start({
    withPeers: !values['no-peers'],
    sizes: values.size?.map(Number),
  });
  try {
    for (const name of names) {
      await BENCHMARKS[name](bench);
    }
  } finally {
    await bench.stop();
  }
}

run().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`✗ ${error.stack ?? error}\n`);
    process.exit(1);
  },
);
