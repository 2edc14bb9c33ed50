import { readSettings } from './readSettings';
import { startGitHost } from './startGitHost';

async function main(): Promise<void> {
  const host = await startGitHost({
    ...readSettings(process.env),
    log: message =>
      process.stderr.write(`${new Date().toISOString()} ${message}\n`),
  });
  process.stdout.write(`Git host ready at ${host.url}\n`);

  let stopping = false;
  const stop = () => {
    if (!stopping) {
      stopping = true;
      host.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    }
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch(error => {
  process.stderr.write(`The git host did not start: ${error.message}\n`);
  process.exit(1);
});
